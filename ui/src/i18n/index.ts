import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

import english from "./en.ftl?raw";

// Isolation marks are for texts of mixed direction; English has none, and they would be copied with the text.
const bundle = new FluentBundle("en-GB", { useIsolating: false });
const faults = bundle.addResource(new FluentResource(english));
if (faults.length > 0) throw faults[0];

/** The interface text of this id. An unknown id shows itself, so that it is seen; a test looks for such. */
export function t(id: string, values?: Record<string, FluentVariable>): string {
  const message = bundle.getMessage(id);
  return message?.value ? bundle.formatPattern(message.value, values) : id;
}
