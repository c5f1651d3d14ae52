//! Writes a Fountain file as Final Draft: `cargo run --release -p coldread-script --example fountain_to_fdx -- IN OUT`.

use coldread_script::{Document, Format, parse, to_fdx};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err(std::io::Error::other("usage: fountain_to_fdx IN.fountain OUT.fdx"));
    };
    let document = Document::from_text(Format::Fountain, std::fs::read_to_string(from)?);
    std::fs::write(to, to_fdx(&document, &parse(&document)))
}
