//! The axis that all pictures share: scenes from left to right, as wide as they are long.

use coverage::SceneEntry;

/// Width of the axis in its own units; pictures stretch it to the room they have.
pub(super) const WIDTH: f64 = 1000.0;

/// Where each scene begins and how wide it is.
pub(super) struct Axis {
    spans: Vec<(f64, f64)>,
}

impl Axis {
    /// The axis of a scene list. A scene without length is as wide as an eighth of a page, so that it can be seen.
    pub(super) fn of(scenes: &[SceneEntry]) -> Self {
        let lengths: Vec<f64> = scenes.iter().map(|s| f64::from(s.eighths.max(1))).collect();
        let unit = WIDTH / lengths.iter().sum::<f64>().max(1.0);
        let mut start = 0.0;
        let spans = lengths
            .into_iter()
            .map(|length| {
                let span = (start, length * unit);
                start += span.1;
                span
            })
            .collect();
        Self { spans }
    }

    /// Start and width of a scene by its 1-based place in the list.
    pub(super) fn span(&self, n: usize) -> Option<(f64, f64)> {
        self.spans.get(n.checked_sub(1)?).copied()
    }
}

/// A length on the axis as it is written: no more places than a printer can show.
pub(super) fn units(length: f64) -> String {
    let text = format!("{length:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_short() {
        assert_eq!([0.0, 12.5, 333.333].map(units), ["0", "12.5", "333.33"]);
    }
}
