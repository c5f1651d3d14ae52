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
    selection::{self, Impression, tones},
    shape::{acts, sequences, turning_points},
    synopsis::{Form, chosen, synopsis},
    themes::themes,
    wants::{FOLLOWED, arc, wants},
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
        acts: vec![],
        sequences: vec![],
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
    themes: Vec<Claim>,
}

/// Everything asked and answered; `None` as long as something has to be asked. The script is read first, the whole is
/// judged meanwhile.
pub(crate) fn gather(reading: &Reading, ledger: &mut Ledger) -> Option<Gathered> {
    let impressions = ledger.all(selection::groups(reading)).map(|a| selection::impressions(reading, &a));
    let events = events(reading, ledger);
    let judged = judged(reading, ledger);
    let ((events, dropped), judged, impressions) = (events?, judged?, impressions?);
    let logline = logline(reading, &events, ledger);
    let told: Vec<&str> = chosen(&events, 320).into_iter().map(|i| events[i].told.text.as_str()).collect();
    let themes = themes(reading, &told.join(" "), ledger);
    Some(Gathered { impressions, events, dropped, judged, logline: logline?, themes: themes? })
}

/// The whole report.
pub(crate) fn report(reading: &Reading, gathered: Gathered, ledger: &Ledger) -> CoverageReport {
    let Gathered { impressions, events, dropped, judged, logline, themes } = gathered;
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
    impress(&mut report, &impressions);
    report.themes = themes;
    report.turning_points = turning_points(reading, &events, &impressions);
    report.acts = acts(reading, &events, &report.turning_points);
    report.sequences = sequences(reading, &events);
    for (entry, &person) in report.characters.iter_mut().zip(&reading.roles).take(FOLLOWED) {
        entry.wants = wants(reading, person);
        entry.arc = arc(reading, &events, person);
    }
    report.ratings = ratings(reading, &judged);
    report.verdict = verdict(&report.ratings);
    report.summary = summary(&report.ratings);
    report.support = support(&report, dropped + missing);
    let (questions, read, written) = ledger.provenance();
    report.provenance = Provenance { questions, tokens_read: read, tokens_written: written, ..report.provenance };
    report
}

/// What the model made of the scenes.
fn impress(report: &mut CoverageReport, impressions: &[Impression]) {
    let names = tones();
    for impression in impressions {
        let tone =
            impression.tones.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).and_then(|(i, _)| names.get(i));
        for &scene in &impression.scenes {
            let Some(entry) = report.breakdown.get_mut(scene) else { continue };
            entry.tension = Some((impression.tension * 100.0).round() / 100.0);
            entry.tone = tone.cloned();
        }
    }
}

/// The paragraph on page one: the two strongest rows and the weakest one, in the words of their reasons, and what would
/// change the lowest row that anything measured holds down.
fn summary(ratings: &[Rating]) -> Vec<Claim> {
    let mut order: Vec<&Rating> = ratings.iter().collect();
    order.sort_by(|a, b| b.score.total_cmp(&a.score));
    let weakest = order.last().copied().filter(|w| w.grade < Grade::Good);
    let strongest =
        order.iter().copied().filter(|r| r.grade >= Grade::Fair && weakest.is_none_or(|w| w.dimension != r.dimension));
    let change = order.iter().rev().find_map(|r| r.change.as_ref());
    strongest.take(2).chain(weakest).map(|r| &r.reason).chain(change).cloned().collect()
}

/// Every claim of a report, in the order of the report.
pub(crate) fn claims(report: &CoverageReport) -> impl Iterator<Item = &Claim> {
    (report.logline.iter())
        .chain(&report.summary)
        .chain(&report.synopsis)
        .chain(&report.long_synopsis)
        .chain(&report.themes)
        .chain(report.characters.iter().flat_map(|c| c.description.iter().chain(&c.wants).chain(&c.arc)))
        .chain(report.turning_points.iter().map(|p| &p.claim))
        .chain(report.acts.iter().chain(&report.sequences).flat_map(|s| &s.claims))
        .chain(report.breakdown.iter().filter_map(|s| s.event.as_ref()))
        .chain(report.ratings.iter().flat_map(|r| std::iter::once(&r.reason).chain(&r.change)))
        .chain(&report.comments)
}

/// What became of the claims: those in the report by their support, and those left out.
fn support(report: &CoverageReport, dropped: usize) -> SupportCount {
    let kept = claims(report).count();
    let extracts = claims(report).filter(|c| c.support == Support::Extract).count();
    SupportCount { claims: kept + dropped, verified: kept - extracts, extracts, dropped }
}
