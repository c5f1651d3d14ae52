//! From what was counted and answered to the report.

use crate::{
    Claim, CoverageReport, Grade, Provenance, Rating, Support, SupportCount,
    breakdown::breakdown,
    comments::comments,
    complexity::complexity,
    event::{Event, events},
    grid::{Judged, judged, ratings, verdict},
    ledger::Ledger,
    logline::logline,
    people::characters,
    reading::Reading,
    selection::{self, Impression},
    synopsis::{Form, synopsis},
};

/// Everything that can be counted, and nothing else.
pub(crate) fn counted(reading: &Reading) -> CoverageReport {
    let mut report = CoverageReport {
        header: reading.header.clone(),
        logline: None,
        summary: vec![],
        synopsis: vec![],
        long_synopsis: vec![],
        themes: vec![],
        characters: characters(reading.document, reading.screenplay, &reading.cast),
        breakdown: breakdown(reading.screenplay),
        complexity: complexity(reading.document, reading.screenplay),
        ratings: vec![],
        verdict: None,
        comparables: vec![],
        audience: None,
        comments: comments(reading),
        turning_points: vec![],
        development: None,
        rating_floor: None,
        support: SupportCount::default(),
        provenance: Provenance { on_device_share: 1.0, ..Provenance::default() },
    };
    report.support = support(&report, 0);
    report
}

/// What the model's answers come to.
pub(crate) struct Gathered {
    impressions: Vec<Impression>,
    events: Vec<Event>,
    dropped: usize,
    judged: Judged,
    logline: Option<Claim>,
}

/// Everything asked and answered; `None` as long as something has to be asked. The script is read first, the whole is
/// judged meanwhile.
pub(crate) fn gather(reading: &Reading, ledger: &mut Ledger) -> Option<Gathered> {
    let impressions = ledger.all(selection::groups(reading)).map(|a| selection::impressions(reading, &a));
    let events = events(reading, ledger);
    let judged = judged(reading, ledger);
    let ((events, dropped), judged, impressions) = (events?, judged?, impressions?);
    let logline = logline(reading, &events, ledger)?;
    Some(Gathered { impressions, events, dropped, judged, logline })
}

/// The whole report.
pub(crate) fn report(reading: &Reading, gathered: Gathered, ledger: &Ledger) -> CoverageReport {
    let Gathered { impressions, events, dropped, judged, logline } = gathered;
    let mut report = counted(reading);
    report.header.genre = judged.genre.clone();
    let missing = usize::from(logline.is_none());
    report.logline = logline;
    report.synopsis = synopsis(reading, &events, Form::Short);
    report.long_synopsis = synopsis(reading, &events, Form::Long);
    for scene in &mut report.breakdown {
        let here = events.iter().filter(|e| e.scene() == Some(scene.n - 1));
        let best = here.max_by(|a, b| b.told.extract.cmp(&a.told.extract).then(a.worth().total_cmp(&b.worth())));
        scene.event = best.and_then(|e| e.claim(reading));
    }
    report.ratings = ratings(reading, &judged);
    report.verdict = verdict(&report.ratings);
    report.summary = summary(&report.ratings);
    report.support = support(&report, dropped + missing);
    let (questions, read, written) = ledger.provenance();
    report.provenance = Provenance { questions, tokens_read: read, tokens_written: written, ..report.provenance };
    report
}

/// The two strongest rows and the weakest one, in the words of their reasons.
fn summary(ratings: &[Rating]) -> Vec<Claim> {
    let mut order: Vec<&Rating> = ratings.iter().collect();
    order.sort_by(|a, b| b.score.total_cmp(&a.score));
    let weakest = order.pop().filter(|w| w.grade < Grade::Good);
    order.into_iter().take(2).filter(|r| r.grade >= Grade::Fair).chain(weakest).map(|r| r.reason.clone()).collect()
}

/// Every claim of a report, in the order of the report.
pub(crate) fn claims(report: &CoverageReport) -> impl Iterator<Item = &Claim> {
    (report.logline.iter())
        .chain(&report.summary)
        .chain(&report.synopsis)
        .chain(&report.long_synopsis)
        .chain(&report.themes)
        .chain(report.characters.iter().filter_map(|c| c.description.as_ref()))
        .chain(report.breakdown.iter().filter_map(|s| s.event.as_ref()))
        .chain(report.ratings.iter().map(|r| &r.reason))
        .chain(&report.comments)
}

/// What became of the claims: those in the report by their support, and those left out.
fn support(report: &CoverageReport, dropped: usize) -> SupportCount {
    let kept = claims(report).count();
    let extracts = claims(report).filter(|c| c.support == Support::Extract).count();
    SupportCount { claims: kept + dropped, verified: kept - extracts, extracts, dropped }
}
