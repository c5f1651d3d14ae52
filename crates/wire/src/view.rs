//! From what the studio knows to what the window draws.

use studio::coverage::{Claim, CoverageReport, Driver, Evidence, Grade, Rating, Recommendation, SceneEntry, Verdict};
use studio::script;
use studio::{Job, Outline, Reading, Trouble};

use crate::{
    CharacterView, ClaimView, Code, CoverageView, DocumentRow, DriverView, EvidenceView, Failure, FindingView,
    GradeView, HeaderView, JobState, JobView, PageView, ProvenanceView, RowView, SceneBar, SceneEventView, ScriptView,
    SupportView, VerdictView,
};

/// Counts in views are 32-bit: nothing that is shown comes near.
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// UTF-16 length of a piece of text.
fn utf16(text: &str) -> u32 {
    small(text.encode_utf16().count())
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        let code = match trouble.kind {
            studio::Kind::WrongPassphrase => Code::WrongPassphrase,
            studio::Kind::NoModel => Code::NoModel,
            _ => Code::Other,
        };
        Failure { code, sentence: trouble.sentence, hint: trouble.hint }
    }
}

impl From<Job> for JobView {
    fn from(job: Job) -> Self {
        let (sentence, hint) = job.trouble.map_or((None, None), |t| (Some(t.sentence), t.hint));
        JobView {
            id: job.id,
            document: job.document,
            title: job.title,
            kind: job.kind.to_owned(),
            state: match job.state {
                studio::JobState::Queued => JobState::Queued,
                studio::JobState::Running => JobState::Running,
                studio::JobState::Done => JobState::Done,
                studio::JobState::Failed => JobState::Failed,
                studio::JobState::Cancelled => JobState::Cancelled,
            },
            stage: job.stage,
            done: small(job.done),
            total: small(job.total),
            left_ms: job.left.map(|l| u64::try_from(l.as_millis()).unwrap_or(u64::MAX)),
            sentence,
            hint,
        }
    }
}

fn bars(outline: &Outline) -> Vec<SceneBar> {
    let bar = |s: &studio::OutlineScene| SceneBar {
        n: small(s.n),
        number: s.number.clone(),
        heading: s.heading.clone(),
        int_ext: s.int_ext.clone(),
        night: s.night,
        page: s.page,
        eighths: s.eighths,
        line: small(s.first_line),
        last_line: small(s.last_line),
    };
    outline.scenes.iter().map(bar).collect()
}

impl From<studio::Row> for DocumentRow {
    fn from(row: studio::Row) -> Self {
        let report = row.coverage.as_deref();
        DocumentRow {
            id: row.id,
            title: row.outline.title.clone(),
            project: row.project,
            format: row.outline.format.clone(),
            pages: row.outline.pages,
            unreadable: small(row.outline.unreadable.len()),
            notice: row.outline.notice.clone(),
            shape: bars(&row.outline),
            genre: report.and_then(|r| r.header.genre.clone()),
            verdict: report.and_then(|r| r.verdict).map(Into::into),
            grades: report.map(|r| r.ratings.iter().map(|g| dots(g.grade)).collect()).unwrap_or_default(),
            drivers: report
                .map(|r| r.complexity.drivers.iter().take(2).map(driver_words).collect())
                .unwrap_or_default(),
            claims: report.map_or(0, |r| small(r.support.verified + r.support.extracts)),
            verified: report.map_or(0, |r| small(r.support.verified)),
            imported: row.imported,
            job: row.job.map(Into::into),
        }
    }
}

fn driver_words(driver: &Driver) -> String {
    format!("{} {}", driver.name, driver.count)
}

fn dots(grade: Grade) -> u32 {
    match grade {
        Grade::Poor => 1,
        Grade::Fair => 2,
        Grade::Good => 3,
        Grade::Excellent => 4,
    }
}

impl From<&Reading> for ScriptView {
    fn from(reading: &Reading) -> Self {
        let (document, play) = (&reading.document, &reading.screenplay);
        let spans = document.line_spans();
        let row = |row: &script::Row| RowView {
            line: small(row.line),
            kind: row.kind.name().to_owned(),
            column: u32::from(row.column),
            text: row.text.clone(),
            offset: row.line.checked_sub(1).and_then(|i| spans.get(i)).map_or(0, |line| {
                let before = script::Span { start: line.start, end: row.span.start.clamp(line.start, line.end) };
                utf16(document.slice(before))
            }),
            scene_number: row.scene_number.clone(),
            scene: row.scene.map(|s| small(s + 1)),
        };
        let unreadable = |number: u32| {
            document.unreadable().find(|p| p.number == number).map(|p| match &p.state {
                script::PageState::NeedsOcr => "This page has no text layer: it needs OCR.".to_owned(),
                script::PageState::Unreadable(why) => why.clone(),
                script::PageState::Read => String::new(),
            })
        };
        let pages = script::typeset(document, play).into_iter().map(|page| PageView {
            number: page.number,
            rows: page.rows.iter().map(row).collect(),
            unreadable: unreadable(page.number),
        });
        let findings = play.findings.iter().map(|f| FindingView {
            severity: match f.severity {
                script::Severity::Info => "info",
                script::Severity::Warning => "warning",
                script::Severity::Error => "error",
            }
            .to_owned(),
            page: f.page,
            line: small(f.line),
            sentence: f.sentence.clone(),
        });
        ScriptView {
            id: reading.id,
            title: reading.outline.title.clone(),
            title_page: play.title_page.fields.clone(),
            draft: reading.outline.draft.clone(),
            minutes: reading.minutes(),
            scenes: bars(&reading.outline),
            pages: pages.collect(),
            findings: findings.collect(),
        }
    }
}

impl From<&Evidence> for EvidenceView {
    fn from(e: &Evidence) -> Self {
        EvidenceView { line: small(e.line), page: e.page, scene: e.scene.map_or(0, small), quote: e.quote.clone() }
    }
}

impl From<&Claim> for ClaimView {
    fn from(claim: &Claim) -> Self {
        ClaimView {
            text: claim.text.clone(),
            evidence: claim.evidence.iter().map(Into::into).collect(),
            support: match claim.support {
                studio::coverage::Support::Verified => "verified",
                studio::coverage::Support::Extract => "extract",
                studio::coverage::Support::Edited => "edited",
            }
            .to_owned(),
        }
    }
}

impl From<Verdict> for VerdictView {
    fn from(verdict: Verdict) -> Self {
        let name = |r: Recommendation| {
            match r {
                Recommendation::Pass => "pass",
                Recommendation::ConsiderWithReservations => "consider_with_reservations",
                Recommendation::Consider => "consider",
                Recommendation::Recommend => "recommend",
            }
            .to_owned()
        };
        VerdictView { project: name(verdict.project), writer: name(verdict.writer) }
    }
}

impl From<&Rating> for GradeView {
    fn from(rating: &Rating) -> Self {
        GradeView {
            dimension: rating.dimension.clone(),
            grade: match rating.grade {
                Grade::Poor => "poor",
                Grade::Fair => "fair",
                Grade::Good => "good",
                Grade::Excellent => "excellent",
            }
            .to_owned(),
            dots: dots(rating.grade),
            score: rating.score,
            measured: rating.measured,
            judged: rating.judged,
            reason: (&rating.reason).into(),
        }
    }
}

impl From<&Driver> for DriverView {
    fn from(driver: &Driver) -> Self {
        DriverView {
            name: driver.name.clone(),
            count: small(driver.count),
            unit: driver.unit.clone(),
            eighths: driver.eighths,
            scenes: driver.scenes.iter().map(|&s| small(s)).collect(),
            evidence: driver.evidence.iter().map(Into::into).collect(),
        }
    }
}

fn event(scene: &SceneEntry, reading: &Reading) -> SceneEventView {
    let first = scene.n.checked_sub(1).and_then(|i| reading.screenplay.scenes.get(i)).map_or(0, |s| s.first_line);
    SceneEventView {
        n: small(scene.n),
        number: scene.number.clone(),
        heading: scene.heading.clone(),
        page: scene.page,
        line: small(first),
        eighths: scene.eighths,
        characters: scene.characters.clone(),
        event: scene.event.as_ref().map(Into::into),
    }
}

/// Coverage of a document for the window.
pub fn coverage_view(report: &CoverageReport, reading: &Reading) -> CoverageView {
    let claims = |list: &[Claim]| list.iter().map(Into::into).collect();
    let header = &report.header;
    let provenance = &report.provenance;
    CoverageView {
        document: reading.id,
        counted_only: provenance.model_sha256.is_none(),
        header: HeaderView {
            title: header.title.clone(),
            writers: header.writers.clone(),
            form: header.form.clone(),
            genre: header.genre.clone(),
            circa: header.circa.clone(),
            locale: header.locale.clone(),
            pages: header.pages,
            scenes: small(header.scenes),
            draft: header.draft.clone(),
        },
        logline: report.logline.as_ref().map(Into::into),
        summary: claims(&report.summary),
        synopsis: claims(&report.synopsis),
        themes: claims(&report.themes),
        characters: report
            .characters
            .iter()
            .map(|c| CharacterView {
                name: c.name.clone(),
                full_name: c.full_name.clone(),
                age: c.age.clone(),
                role: c.role.clone(),
                description: c.description.as_ref().map(Into::into),
                scenes: small(c.scenes),
                lines: small(c.lines),
                words: small(c.words),
                share: c.share,
                present: c.present.iter().map(|&s| small(s)).collect(),
            })
            .collect(),
        breakdown: report.breakdown.iter().map(|s| event(s, reading)).collect(),
        complexity: report.complexity.level.clone(),
        drivers: report.complexity.drivers.iter().map(Into::into).collect(),
        ratings: report.ratings.iter().map(Into::into).collect(),
        verdict: report.verdict.map(Into::into),
        comments: claims(&report.comments),
        support: SupportView {
            claims: small(report.support.claims),
            verified: small(report.support.verified),
            extracts: small(report.support.extracts),
            dropped: small(report.support.dropped),
        },
        provenance: ProvenanceView {
            document_sha256: provenance.document_sha256.clone(),
            model_sha256: provenance.model_sha256.clone(),
            model: provenance.model.clone(),
            model_licence: provenance.model_licence.clone(),
            questions: provenance.questions.clone(),
            app_version: provenance.app_version.clone(),
            tokens_read: provenance.tokens_read,
            tokens_written: provenance.tokens_written,
        },
    }
}
