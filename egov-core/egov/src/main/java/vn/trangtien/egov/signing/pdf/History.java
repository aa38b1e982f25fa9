package vn.trangtien.egov.signing.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.trangtien.egov.signing.Change;
import vn.trangtien.egov.signing.Change.Kind;

/**
 * The life of a signed PDF: what was changed between one signature and the next, and after the last.
 *
 * @param parts the earliest first
 * @param changes for each part, what happened after it until the next one, or until now
 */
public record History(List<SignedPart> parts, List<List<Change>> changes) {

    public History {
        parts = List.copyOf(parts);
        changes = List.copyOf(changes);
    }

    /** Everything that happened after the signature in this field, in its order. */
    public List<Change> after(String field) {
        var after = new ArrayList<Change>();
        boolean reached = false;
        for (int i = 0; i < parts.size(); i++) {
            reached |= parts.get(i).field().equals(field);
            if (reached) {
                after.addAll(changes.get(i));
            }
        }
        return List.copyOf(after);
    }

    public Optional<SignedPart> part(String field) {
        return parts.stream().filter(part -> part.field().equals(field)).findFirst();
    }

    /**
     * Reads the file as it was at each signature.
     *
     * @param fillable names of text fields that may be filled before the next signature
     * @param sealed fields of signatures after which nothing visible may be added where no field was
     * @throws IOException if the file was never a PDF at one of these points
     */
    public static History of(PdfBytes bytes, List<SignedPart> parts, Set<String> fillable, Set<String> sealed)
            throws IOException {
        if (parts.stream().anyMatch(part -> !part.sound())) {
            throw new IOException("a signature does not cover the file up to its own place");
        }
        var changes = new ArrayList<List<Change>>();
        boolean closed = false;
        for (int i = 0; i < parts.size(); i++) {
            SignedPart part = parts.get(i);
            Optional<SignedPart> next = i + 1 < parts.size() ? Optional.of(parts.get(i + 1)) : Optional.empty();
            closed |= sealed.contains(part.field());
            changes.add(between(bytes, part.end(), next, fillable, closed));
        }
        return new History(parts, changes);
    }

    private static List<Change> between(
            PdfBytes bytes, int from, Optional<SignedPart> next, Set<String> fillable, boolean closed)
            throws IOException {
        int to = next.map(SignedPart::end).orElse(bytes.size());
        if (from == to || bytes.isBlank(from, to)) {
            return List.of();
        }
        if (!isUpdate(bytes, from, to)) {
            return List.of(new Change(Kind.OTHER, "%d–%d".formatted(from, to), "", "", false));
        }
        try (Revision before = Revision.read(bytes, from);
                Revision after = Revision.read(bytes, to)) {
            Set<String> signed = next.map(part -> Set.of(part.field())).orElse(Set.of());
            var step = new Step(
                    before,
                    after,
                    signed,
                    next.filter(part -> !part.timeStamp()).isPresent());
            return List.copyOf(new ChangeFinder(step, new FieldChanges(step, fillable, !closed)).find());
        }
    }

    /** Whether these bytes are an update of their own: their table of places is among them, and nothing follows its end. */
    private static boolean isUpdate(PdfBytes bytes, int from, int to) {
        int start = bytes.lastIndexOf("startxref", to);
        int end = bytes.lastIndexOf("%%EOF", to);
        if (start < from || end < start || !bytes.isBlank(end + "%%EOF".length(), to)) {
            return false;
        }
        String number = new String(
                        bytes.part(start + "startxref".length(), end), java.nio.charset.StandardCharsets.US_ASCII)
                .strip();
        try {
            int table = Integer.parseInt(number);
            return table >= from && table < start;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
