//! How the Word document looks. Headings carry Word's own names, so that its outline and its readers find them.

use docx_rs::{Docx, LineSpacing, RunFonts, Style, StyleType};

/// What everything is set in that is not the script's.
const SANS: &str = "Calibri";
/// What the script is set in.
const COURIER: &str = "Courier New";
const INK: &str = "1C1E23";
const SOFT: &str = "5B616C";
const ACCENT: &str = "2353C4";

/// The document with its styles. Sizes are in half points, distances in twentieths of a point.
pub(super) fn with_styles(docx: Docx) -> Docx {
    let spaced = |before, after| LineSpacing::new().before(before).after(after);
    let paragraph = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name).based_on("Normal");
    let run = |id: &str, name: &str| Style::new(id, StyleType::Character).name(name);
    docx.default_fonts(fonts(SANS))
        .default_size(21)
        .default_line_spacing(LineSpacing::new().line(264).after(120))
        .add_style(paragraph("Title", "Title").size(52).bold().color(INK).line_spacing(spaced(0, 40)))
        .add_style(paragraph("Subtitle", "Subtitle").size(26).color(SOFT).line_spacing(spaced(0, 200)))
        .add_style(
            paragraph("Heading1", "heading 1")
                .next("Normal")
                .size(28)
                .bold()
                .color(INK)
                .outline_lvl(0)
                .line_spacing(spaced(360, 100)),
        )
        .add_style(paragraph("Verdict", "Verdict").size(26).bold().line_spacing(spaced(120, 60)))
        .add_style(paragraph("Logline", "Logline").size(26).line_spacing(spaced(0, 120)))
        .add_style(paragraph("Cell", "Table Text").size(19).line_spacing(spaced(30, 30)))
        .add_style(paragraph("Small", "Small").size(17).color(SOFT).line_spacing(spaced(0, 40)))
        .add_style(paragraph("Note", "Note").size(17).line_spacing(spaced(0, 80)).indent(
            Some(440),
            Some(docx_rs::SpecialIndentType::Hanging(440)),
            None,
            None,
        ))
        .add_style(paragraph("Footer", "footer").size(16).color(SOFT))
        .add_style(run("Citation", "Citation").size(17).color(ACCENT))
        .add_style(run("ScriptWords", "Script Words").fonts(fonts(COURIER)))
        .add_style(run("Label", "Label").bold().color(SOFT))
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).cs(name).east_asia(name)
}
