package io.exaplan.engine.catalogue;

/**
 * Where the figures of a catalogue entry come from.
 *
 * @param source address or title of the document
 * @param confidence whether that document is a data sheet
 * @param note what a reader should know besides, may be empty
 */
public record Provenance(String source, Confidence confidence, String note) {

    void check(Findings findings) {
        findings.require(!source.isBlank(), "source", "names no source.", "Name the document that states its figures.");
        findings.require(
                confidence == Confidence.DATASHEET || !note.isBlank(),
                "note",
                "is an estimate without a note.",
                "Say in its note what the estimate rests on.");
    }
}
