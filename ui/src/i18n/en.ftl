### Every text of the interface. What the host says (sentences, hints, stages) comes ready from it.

## Places

rail-label = Places
view-library = Library
view-models = Models
view-privacy = Privacy
lock = Lock the library
theme-to-dark = Dark theme
theme-to-light = Light theme
dismiss = Take this notice away
seal-enforced = Offline, enforced
seal-open = Offline, not enforced
unknown = not known
more = +{ $count }

## The door

door-foot = Coldread { $version } · nothing leaves this machine
first-title = Make your library
first-words = Scripts and reports are sealed with a passphrase before they are written to disk. It is never stored, and nobody can recover it for you.
first-create = Create the library
first-creating = Sealing the library…
first-where = Kept in
first-model = Model
first-no-model = None on this machine yet. Everything that can be counted works without one; add one later under Models.
first-network = Network
pass-choose = Passphrase
pass-again = The same again
pass-label = Passphrase
pass-show = Show what is typed
pass-hide = Hide what is typed
pass-short = At least { $least } characters, please.
pass-differ = The two do not match.
strength-0 = Four or five unrelated words are easy to keep and hard to guess.
strength-1 = Too easy to guess. Add words.
strength-2 = Fair. Another word or two.
strength-3 = Good.
strength-4 = Strong.
unlock-title = Unlock your library
unlock = Unlock
unlock-opening = Unlocking…

## Waiting

wait-opening = Opening…
wait-import = { $count ->
    [one] Reading one file…
   *[other] Reading { $count } files…
  }
wait-sample = Adding the sample scripts…
wait-export = Writing the report…
wait-choose = Changing the model…
wait-verify = Comparing the file with its SHA-256…
wait-add = Adding the model…

## Library

documents = { $count ->
    [one] 1 document
   *[other] { $count } documents
  }
empty-title = Drop scripts here
empty-kinds = Final Draft, Fountain, Fade In, Celtx, PDF with text, Word, OpenDocument, rich text, plain text
empty-promise = They are read on this machine, by processes that cannot open a network connection, and sealed in your library.
empty-no-model = There is no model yet: pages, scenes and figures are counted all the same.
choose-files = Choose files…
add-sample = Add the sample scripts
drop-hint = Drop scripts anywhere
drop-now = Drop to add to the library
filter-placeholder = Filter by title, genre, verdict…
filter-label = Filter the library
filter-found = { $found } of { $all }
filter-nothing = Nothing matches “{ $filter }”.
filter-clear = Show all
library-label = Documents
column-title = Title
column-shape = Shape
column-verdict = Verdict
column-grid = Grid
column-pages = Pages
column-genre = Genre
column-drivers = Cost drivers
column-support = Support
column-imported = Added
column-more = More
shape-label = { $scenes } scenes from left to right
grades-label = Grades from 1 to 4: { $grades }
row-queued = Waiting its turn
row-stopped = Stopped at { $share }
row-uncovered = Not covered yet{ " " }
row-more = More for { $title }
row-open = Open
row-cover = Write coverage
row-resume = Go on with coverage
row-cancel = Cancel coverage
row-copy = Copy row as text
row-delete = Delete…
delete-title = Delete “{ $title }”?
delete-words = The script, its coverage and everything that was read from it are deleted from the library at once, and cannot be brought back. The file it came from is left alone.
keep = Keep it
delete = Delete for good
import-known = { $file } was in the library already.

## Script

strip-label = Scenes of the script
strip-range = Scenes { $from }–{ $to } · { $length } pp · Esc clears
strip-presence = { $name } in { $count ->
    [one] 1 scene
   *[other] { $count } scenes
  } · Esc clears
strip-scene = p{ $page } · { $length } pp
pages-label = Pages of the script
page-label = Page { $page }
page-unreadable = Nothing can be shown of this page: { $why }.
pages = { $count ->
    [one] 1 page
   *[other] { $count } pages
  }
pages-short = { $length } pp
minutes = { $low }–{ $high } min
script-facts = { $pages } pp · { $scenes } scenes · { $low }–{ $high } min
split-label = Width of the pages

## Coverage

sections-label = Parts of the coverage
section-summary = Summary
section-grid = Grid
section-drivers = Cost drivers
section-synopsis = Synopsis
section-comments = Comments
section-themes = Themes
section-presence = Presence
section-pace = Pace
section-characters = Characters
section-scenes = Scenes
section-findings = Found while reading
section-provenance = Provenance
section-counted = Counted
finding-page = p{ $page }
tag-title = Page { $page }: “{ $quote }”
extract = extract
extract-title = The script’s own words: no sentence about them could be verified
card-project = Project
card-writer = Writer
card-support = Support
card-complexity = To produce
support-words = verified · { $extracts ->
    [0] no extracts
    [one] 1 extract
   *[other] { $extracts } extracts
  }
support-title = { $dropped ->
    [0] Every claim was kept.
    [one] 1 claim was left out because the script did not bear it out.
   *[other] { $dropped } claims were left out because the script did not bear them out.
  }
verdict-pass = Pass
verdict-consider = Consider
verdict-consider-with-reservations = Consider, with reservations
verdict-recommend = Recommend
verdict-reserved-short = Consider, w/ res.
complexity-low = Simple
complexity-moderate = Moderate
complexity-high = Demanding
dimension-premise = Premise
dimension-storyline = Storyline
dimension-structure = Structure
dimension-characterisation = Characters
dimension-characterization = Characters
dimension-dialogue = Dialogue
dimension-setting = Setting
dimension-originality = Originality
grade-excellent = Excellent
grade-good = Good
grade-fair = Fair
grade-poor = Poor
header-by = by { $writers }
form-feature = feature
form-pilot = pilot
form-short = short
form-limited = limited series
grade-judged = { $score } of 10, judged by the model
grade-parts = { $score } of 10: measured { $measured }, judged { $judged }
driver-pages = { " " }· { $length } pp
presence-show = Show { $name } on the strip
presence-scenes = Present in { $count } scenes
presence-share = Share of all spoken words
pace-length = Scene length
pace-speech = Share of speech
cast-name = Name
cast-role = Role
cast-scenes = Scenes
cast-lines = Speeches
cast-words = Words
cast-share = Share
role-lead = lead
role-supporting = supporting
role-small = small
scenes-of = { $shown } of { $all }
fact-pages = Pages
fact-scenes = Scenes
fact-scene-mean = { $length } pp on average
fact-interior = Interior
fact-exterior = Exterior
fact-night = At night
fact-speech = Speech
fact-speech-aside = of written lines
fact-longest = Longest scene, pp
fact-longest-aside = scene { $number }, p{ $page }
prov-document = Script, SHA-256
prov-model = Model
prov-no-model = None: counted only
prov-weights = Weights, SHA-256
prov-questions = Questions
prov-tokens = Tokens
prov-tokens-value = { $read } read · { $written } written, all on this machine
prov-app = Made by
export = Export
export-html = To read and print
export-docx = To edit
export-json = For other programs
export-done = The report is at { $path }

## Work

job-done = Coverage of { $title } is ready.
start-title = No coverage yet
start-roughly = { $model } will take about { $time }, measured on this machine. It can be stopped and goes on later.
start-unmeasured = { $model } reads it scene by scene; the time left is shown as soon as it is known. It can be stopped and goes on later.
start-write = Write coverage
start-count = Count only
start-queued = Waiting its turn
start-kept = { " " }· what has been read is kept
start-stopped = Stopped after { $done } of { $total }
start-failed = Coverage could not be finished
start-resume-hint = What has been read is kept: it goes on where it stopped.
start-no-model = There is no model on this machine
start-no-model-hint = Everything that can be counted is here. Coverage needs a model: add its file once.
start-add-model = Add a model…
start-unreadable = There is no text on these pages
start-unreadable-hint = They are pictures. Bring the script as FDX or Fountain, or as a PDF with a text layer.
resume = Go on
cancel = Cancel
left = { $time } left
left-unknown = working out the time left
foot-idle = Nothing is running
foot-queue = { $count ->
    [one] 1 more waiting
   *[other] { $count } more waiting
  }
foot-device = on device 100 %
model-verified = verified
model-unverified = not verified
model-none = No model

## Models

models-words = Weights are files that you bring; nothing is downloaded by this window. A file is compared with its SHA-256 before it is loaded whenever it has changed.
models-none = There is no model on this machine yet. Download a file of the catalogue on a machine that has a network, bring it here, and add it. Until then everything that can be counted works.
models-add = Add a file…
models-chosen = In use
models-choose = Use this
models-verify = Verify
models-state = State
models-verified = Verified
models-unverified = Not verified since it changed
models-absent = Not on this machine
models-size = Size
models-memory = Memory
models-device = Runs on
models-licence = Licence
models-speed = Measured
models-page = { $time } a page
models-unmeasured = not yet

## Privacy

privacy-title = Nothing leaves this machine
privacy-title-open = Nothing is sent, but the kernel does not enforce it
privacy-again = Measure again
privacy-sockets = Internet sockets, now
privacy-device = Read on this machine
privacy-read = Read
privacy-written = Written
privacy-audit = Audit chain
privacy-audit-ok = entries, whole
privacy-audit-broken = entries, broken
privacy-processes = What binds each process
privacy-where = Where it is kept
privacy-where-words = Sealed with your passphrase. Coldread { $version } keeps nothing anywhere else: no recent files, no web storage, no telemetry.
tokens = tokens

## Finding

find-title = Find anything
find-anywhere = Find in all scripts
find-in-script = Find a scene, a line, a command
find-placeholder = A scene, a line of dialogue, p12, a command…
find-pages = Go to
find-page = Page { $page }
find-scenes = Scenes
find-scripts = Scripts
find-lines = In the scripts
find-commands = Commands
find-nothing = Nothing says “{ $query }”.
command-read = Read { $title }
command-add = Add scripts…
command-export-html = Export as HTML…
command-export-docx = Export as DOCX…
command-export-json = Export as JSON…

## Keys

keys-title = Keys
keys-everywhere = Everywhere
keys-library = Library
keys-desk = Script and coverage
key-find = Find anything
key-script = The open script
key-theme = Light or dark
key-next-row = Next row
key-previous-row = Previous row
key-first-row = First row
key-last-row = Last row
key-open = Open
key-cover = Write coverage, or go on with it
key-delete = Delete
key-filter = Filter
key-add = Add scripts
key-copy = Copy the row as text
key-next-claim = Next sentence, and its page
key-previous-claim = Previous sentence
key-next-place = Next page of this sentence
key-previous-place = Previous page of this sentence
key-next-scene = Next scene
key-previous-scene = Previous scene
key-next-hit = Next line that was found
key-previous-hit = Previous line that was found
key-range = Draw out a range of scenes, on the strip
key-export = Export
key-clear = Choose nothing
hint-claims = next, previous sentence
hint-move = move
hint-open = open
hint-close = close
