//! Cues: the name above a speech and what stands beside it.

use crate::vocabulary::is_capitals;

/// The name in a cue, without extensions, dual mark and scattered spaces: `MARA (V.O.) (CONT'D)` is `MARA`.
pub(crate) fn name(cue: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in cue.trim().trim_end_matches(['^', '*']).chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let mut name = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for tail in ["CONT'D", "CONT’D", "CONTD", "CONT.", "V.O.", "O.S.", "O.C."] {
        if let Some(rest) = name.strip_suffix(tail)
            && rest.ends_with([' ', '-', ','])
        {
            name = rest.trim_end_matches([' ', '-', ',']).to_string();
        }
    }
    name.trim_end_matches([':', ' ']).to_string()
}

/// What makes two cues the same name: case, quotes and the full stops of initials do not count.
pub(crate) fn key(name: &str) -> String {
    let mut key = String::new();
    for c in name.chars() {
        match c {
            '’' | '‘' | '`' | '´' => key.push('\''),
            '.' => {}
            _ => key.extend(c.to_uppercase()),
        }
    }
    key
}

/// Whether a cue says that its speaker goes on: `(CONT'D)`, `(CONTINUED)`, `(cont.)`.
pub(crate) fn says_continued(cue: &str) -> bool {
    let upper = cue.to_uppercase().replace('’', "'");
    upper.contains("(CONT") || upper.ends_with("CONT'D") || upper.contains("(CONTD)")
}

/// Whether a line has the shape of a cue: a name in capitals, perhaps with extensions of any case.
pub(crate) fn has_shape(line: &str) -> bool {
    let line = line.trim().trim_end_matches('^').trim_end();
    let bare = match line.find('(') {
        Some(0) => return false,
        Some(at) if line.ends_with(')') => line[..at].trim_end(),
        Some(_) => return false,
        None => line,
    };
    let first =
        bare.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '#' | '"' | '\'' | '“' | '¿' | '¡'));
    // Scripts without case (Japanese, Arabic) have no capitals to tell a name by; only short lines are taken for one.
    let most = if bare.chars().any(char::is_uppercase) { 48 } else { 10 };
    first
        && is_capitals(bare)
        && bare.chars().count() <= most
        && !bare.ends_with(['?', '!', ':', ';', ',', '。', '、'])
        && !bare.contains("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_no_part_of_a_name() {
        for (cue, bare) in [
            ("MARA (V.O.)", "MARA"),
            ("MARA (O.S.) (CONT'D)", "MARA"),
            ("BRICK ^", "BRICK"),
            ("HANS (on the radio)", "HANS"),
            ("DR. BENNET", "DR. BENNET"),
            ("TOM - CONT'D", "TOM"),
            ("MOM  (O. S.)", "MOM"),
        ] {
            assert_eq!(name(cue), bare);
        }
    }

    #[test]
    fn cues_are_in_capitals() {
        for yes in ["STEEL", "R2D2", "MOM (O. S.)", "HANS (on the radio)", "GUARD #2", "O'BRIEN", "ÉLODIE"] {
            assert!(has_shape(yes), "{yes}");
        }
        for no in ["Steel", "23", "(beat)", "WHAT?", "HE RUNS (fast) away", "CUT TO:"] {
            assert!(!has_shape(no), "{no}");
        }
    }
}
