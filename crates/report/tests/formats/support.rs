//! A report as the desk writes it: counted from a script of ours, and judged by hand. Evidence is looked up, not typed.

use coverage::{
    Claim, Complexity, CoverageReport, Evidence, Grade, Header, Mode, Provenance, Rating, Recommendation, Step,
    Support, SupportCount, Verdict,
};
use script::{Document, Format, Screenplay};

/// A script as read.
pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) screenplay: Screenplay,
}

/// The short of the fixtures.
pub(crate) fn slack_water() -> Read {
    fixture("slack-water")
}

/// A script of the fixtures.
pub(crate) fn fixture(name: &str) -> Read {
    let path = format!("{}/../../fixtures/scripts/{name}/script.fountain", env!("CARGO_MANIFEST_DIR"));
    let document = Document::from_text(Format::Fountain, std::fs::read_to_string(path).expect("the fixture"));
    let screenplay = script::parse(&document);
    Read { document, screenplay }
}

impl Read {
    /// What can be counted.
    pub(crate) fn counted(&self) -> CoverageReport {
        match coverage::next(&self.document, &self.screenplay, &Default::default(), Mode::CountedOnly) {
            Step::Done(report) => *report,
            Step::Ask(_) => panic!("counting asks nothing"),
        }
    }

    /// A verified sentence with the lines in which the given words stand.
    pub(crate) fn claim(&self, text: &str, words: &[&str]) -> Claim {
        self.supported(text, words, Support::Verified)
    }

    /// A claim with the lines in which the given words stand.
    pub(crate) fn supported(&self, text: &str, words: &[&str], support: Support) -> Claim {
        Claim { text: text.to_owned(), evidence: words.iter().map(|w| self.line(w)).collect(), support }
    }

    fn line(&self, words: &str) -> Evidence {
        let text = |l: &script::Line| self.document.slice(l.span).trim().to_owned();
        let lines = &self.screenplay.lines;
        let line =
            lines.iter().find(|l| text(l).contains(words)).unwrap_or_else(|| panic!("not in the script: {words}"));
        Evidence { line: line.n, page: line.page.max(1), scene: line.scene.map(|s| s + 1), quote: text(line) }
    }

    /// Coverage with everything that the desk finds today.
    pub(crate) fn covered(&self) -> CoverageReport {
        let mut report = self.counted();
        report.header.genre = Some("drama".into());
        report.logline = Some(self.claim(
            "On the last night before a bridge replaces her ferry, a captain who is sure that the bridge is unsafe must \
             decide what her word is worth when the builder's son comes aboard with the proof.",
            &["THE LAST NIGHT OF SERVICE", "That bridge won't open", "It's my dad's test book", "Anything I bring them is letter fifteen"],
        ));
        report.summary = vec![
            self.claim(
                "The premise is one sentence long and holds for every page.",
                &["OPAL REYES (60s), the deckhand"],
            ),
            self.claim(
                "Mara pays for being believed with the boat that she meant to save.",
                &["Write one dollar.", "So there's nothing in it for me"],
            ),
            self.claim(
                "Hoyt is thinner than the others until the last scenes.",
                &["I've cut up ships that looked better"],
            ),
        ];
        report.synopsis = self.synopsis();
        report.comments = vec![self.claim(
            "The wristwatch, the logbook and the hat are planted early and all pay off.",
            &[
                "Mara winds an old steel wristwatch",
                "LATE. She lays the one-dollar bill",
                "She gives the wristwatch to Ivo",
            ],
        )];
        report.themes =
            vec![self.claim("Being right is worth little without being free.", &["letter fifteen, so long as"])];
        report.ratings = self.ratings();
        report.verdict = Some(Verdict { project: Recommendation::Consider, writer: Recommendation::Recommend });
        if let Some(scene) = report.breakdown.get_mut(6) {
            scene.event = Some(self.claim(
                "Mara stops the ferry under the bridge to look at pier four.",
                &["It's slack water. I want to see it."],
            ));
        }
        report.support = SupportCount { claims: 142, verified: 131, extracts: 9, dropped: 2 };
        report.provenance = provenance();
        report
    }

    fn synopsis(&self) -> Vec<Claim> {
        vec![
            self.claim("On the last night of the ferry Constance, scrap dealer HOYT LUNDY (50s) offers captain MARA VOSS (40s) forty thousand dollars for her.", &["HOYT LUNDY (50s)", "Forty thousand dollars, Mara."]),
            self.claim("Mara still believes that the bridge will not open.", &["That bridge won't open."]),
            self.claim("IVO PELL (16) comes aboard with a school backpack and hides behind Hoyt's flatbed.", &["IVO PELL (16), soaked", "He crouches behind Hoyt's flatbed"]),
            self.claim("His father, DALE PELL (50s), asks Mara to hold the boat; she cuts the stern line.", &["Mara. Hold the boat.", "Mara cuts the stern line."]),
            self.supported("Pier four broke at nineteen hundred.", &["Pier four broke at nineteen hundred"], Support::Extract),
            self.claim("Dale warns her by radio that nobody will believe a woman who loses her boat the day his bridge opens.", &["A woman who loses her boat the day my bridge opens"]),
            self.claim("Under the bridge Mara finds a crack around pier four.", &["a crack runs around pier four"]),
            self.claim("Ivo asks his father to come across; Dale brakes at the joint and backs away.", &["Dad, it's cosmetic. Come on across.", "Dale puts the pickup in reverse"]),
            self.claim("Mara sells the Constance for one dollar.", &["Write one dollar."]),
            self.supported("She logs the first late run of nineteen years.", &["Beside the time she writes a word", "Nineteen years. We're not going"], Support::Edited),
            self.claim("Ivo gives inspector ADA QUILL (30s) the test book, and she closes the bridge.", &["ADA QUILL (30s)", "Wake everybody up. Tarn Island bridge."]),
            self.claim("In the morning Dale drags the barricade back across the road, and Mara rows Ivo home.", &["drags the barricade back across the lane", "Mara rows the skiff under the bridge"]),
        ]
    }

    fn ratings(&self) -> Vec<Rating> {
        let rating = |dimension: &str, grade, score, measured, reason| Rating {
            dimension: dimension.into(),
            grade,
            score,
            measured,
            judged: Some(score),
            change: (dimension == "originality")
                .then(|| self.claim("Widen the vocabulary.", &["Every line in the logbook ends"])),
            reason,
        };
        vec![
            rating(
                "premise",
                Grade::Excellent,
                8.4,
                None,
                self.claim("A clear choice with a clock on it, set on the first page.", &["GRAND OPENING TOMORROW"]),
            ),
            rating(
                "storyline",
                Grade::Good,
                7.6,
                None,
                self.claim(
                    "Every scene turns on what somebody is willing to stand under.",
                    &["Tell me you'd stand under it. That's all."],
                ),
            ),
            rating(
                "structure",
                Grade::Good,
                7.1,
                Some(6.8),
                self.claim(
                    "The price of the boat is asked at the start and answered near the end.",
                    &["Forty thousand dollars, Mara.", "Write one dollar."],
                ),
            ),
            rating(
                "characterisation",
                Grade::Good,
                7.8,
                Some(7.2),
                self.claim("Dale is shown by what he cannot do.", &["His knee is shaking."]),
            ),
            rating(
                "dialogue",
                Grade::Excellent,
                8.8,
                Some(8.1),
                self.claim(
                    "Speeches are short and say less than they mean.",
                    &["They give you a hat?", "There's a hat."],
                ),
            ),
            rating(
                "setting",
                Grade::Good,
                6.9,
                Some(6.2),
                self.claim("One boat, one bridge, fog and night.", &["Fog. A small white car ferry"]),
            ),
            rating(
                "originality",
                Grade::Fair,
                5.6,
                None,
                self.claim(
                    "The whistleblower's story is an old one; the sale for a dollar is not.",
                    &["For a dollar."],
                ),
            ),
        ]
    }
}

/// A report in which everything is absent that can be.
pub(crate) fn nothing() -> CoverageReport {
    CoverageReport {
        header: Header::default(),
        logline: None,
        summary: vec![],
        synopsis: vec![],
        long_synopsis: vec![],
        themes: vec![],
        characters: vec![],
        breakdown: vec![],
        complexity: Complexity::default(),
        ratings: vec![],
        verdict: None,
        comparables: vec![],
        audience: None,
        comments: vec![],
        turning_points: vec![],
        acts: vec![],
        sequences: vec![],
        development: None,
        rating_floor: None,
        support: SupportCount::default(),
        provenance: Provenance::default(),
    }
}

/// Every set of lines that a report cites.
pub(crate) fn cited(report: &CoverageReport) -> Vec<Vec<Evidence>> {
    let value = serde_json::to_value(report).expect("a report is JSON");
    let mut sets = Vec::new();
    collect(&value, &mut sets);
    sets
}

// Walks the JSON, so that a claim in a new place is found without a list of places.
fn collect(value: &serde_json::Value, sets: &mut Vec<Vec<Evidence>>) {
    match value {
        serde_json::Value::Object(fields) => {
            if let Some(set) = fields.get("evidence") {
                sets.push(serde_json::from_value(set.clone()).expect("evidence"));
            }
            fields.values().for_each(|v| collect(v, sets));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| collect(v, sets)),
        _ => {}
    }
}

fn provenance() -> Provenance {
    Provenance {
        document_sha256: "5f1d1c0e7f1f7a2d0b2f7c7f0f2f9a4f5a2f3f0a9f9b6f7d8e1c2b3a49586776".into(),
        model_sha256: Some("c1a9ab3c0f1b9e7d2a6f4c8b5e3d7f9a1b2c4d6e8f0a1b3c5d7e9f1a2b4c6d8e".into()),
        model: Some("qwen2.5-coder-1.5b-instruct".into()),
        model_licence: Some("Apache-2.0".into()),
        questions: vec!["bears-out@1".into(), "genre@1".into(), "logline@1".into(), "tell@1".into()],
        settings: vec!["chunk=512".into(), "seed=0".into()],
        app_version: "0.1.0".into(),
        on_device_share: 1.0,
        tokens_read: 48_211,
        tokens_written: 3_904,
    }
}
