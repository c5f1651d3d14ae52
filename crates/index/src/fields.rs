//! The fields of a unit in the index.

use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};

use crate::document::{Place, Unit, pack, unpack};
use crate::words::ANALYZER;

/// The fields, and the schema they make.
#[derive(Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    pub(crate) document: Field,
    pub(crate) title: Field,
    pub(crate) heading: Field,
    pub(crate) characters: Field,
    pub(crate) body: Field,
    places: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(ANALYZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(indexing).set_stored();
        let mut schema = Schema::builder();
        let document = schema.add_i64_field("document", INDEXED | STORED | FAST);
        let title = schema.add_text_field("title", text.clone());
        let heading = schema.add_text_field("heading", text.clone());
        let characters = schema.add_text_field("characters", text.clone());
        let body = schema.add_text_field("body", text);
        let places = schema.add_bytes_field("places", STORED);
        Self { schema: schema.build(), document, title, heading, characters, body, places }
    }

    /// A unit as tantivy keeps it.
    pub(crate) fn write(&self, document: i64, unit: &Unit) -> TantivyDocument {
        let mut kept = TantivyDocument::new();
        kept.add_i64(self.document, document);
        for (field, text) in [
            (self.title, &unit.title),
            (self.heading, &unit.heading),
            (self.characters, &unit.characters),
            (self.body, &unit.body),
        ] {
            if !text.is_empty() {
                kept.add_text(field, text);
            }
        }
        kept.add_bytes(self.places, &pack(&unit.places));
        kept
    }

    /// What [`Fields::write`] wrote: the document's id and the unit.
    pub(crate) fn read(&self, kept: &TantivyDocument) -> Option<(i64, Unit)> {
        let text = |field| kept.get_first(field).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
        let places: Vec<Place> = unpack(kept.get_first(self.places)?.as_bytes()?);
        let unit = Unit {
            title: text(self.title),
            heading: text(self.heading),
            characters: text(self.characters),
            body: text(self.body),
            places,
        };
        Some((kept.get_first(self.document)?.as_i64()?, unit))
    }
}
