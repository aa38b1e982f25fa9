package vn.trangtien.egov.signing.pdf;

import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import vn.trangtien.egov.signing.Change;
import vn.trangtien.egov.signing.Change.Kind;

/**
 * Finds out what an update of a PDF did. Every object that was written must be explained by one of few rules; anything else is a
 * change that nobody allowed. Nothing is painted and compared: an object that stands where it stood cannot look different, and the
 * number of pages does not matter.
 */
final class ChangeFinder {

    private static final COSName DSS = COSName.getPDFName("DSS");
    private static final COSName EXTENSIONS = COSName.getPDFName("Extensions");
    private static final COSName OUTPUT_INTENTS = COSName.OUTPUT_INTENTS;
    private static final COSName SIG_FLAGS = COSName.SIG_FLAGS;
    private static final Set<COSName> STORAGE = Set.of(COSName.OBJ_STM, COSName.XREF);
    private static final Set<COSName> WHO_AND_WHEN = Set.of(COSName.MOD_DATE, COSName.PRODUCER);

    private final Step step;
    private final FieldChanges fields;

    ChangeFinder(Step step, FieldChanges fields) {
        this.step = step;
        this.fields = fields;
    }

    List<Change> find() {
        COSDictionary was = step.before().catalog();
        COSDictionary is = step.after().catalog();
        if (!CosValues.same(
                step.before().trailer().getItem(COSName.ROOT),
                step.after().trailer().getItem(COSName.ROOT))) {
            step.note(Kind.OTHER, "Root", false);
        }
        fields.find();
        form(was, is);
        new PageChanges(step).find();
        catalog(was, is);
        validationData(was, is);
        information();
        leftovers();
        return step.changes();
    }

    private void form(COSDictionary was, COSDictionary is) {
        COSDictionary later = is.getCOSDictionary(COSName.ACRO_FORM);
        if (later == null) {
            return;
        }
        COSDictionary earlier = was.getCOSDictionary(COSName.ACRO_FORM);
        COSDictionary empty = new COSDictionary();
        for (COSName name : CosValues.different(earlier == null ? empty : earlier, later)) {
            boolean known = name.equals(COSName.FIELDS)
                    || name.equals(SIG_FLAGS)
                    || (name.equals(COSName.DR) && step.isCovered() && onlyAdds(earlier, later));
            if (!known) {
                step.note(Kind.OTHER, "AcroForm/" + name.getName(), false);
            }
        }
        step.explain(CosValues.key(is.getItem(COSName.ACRO_FORM)));
        step.explain(CosValues.key(later.getItem(COSName.FIELDS)));
        if (earlier == null || step.isCovered()) {
            step.explainNew(later.getItem(COSName.DR));
        }
    }

    /** Resources that a signing program adds for its own text; what was there stays what it was. */
    private static boolean onlyAdds(@Nullable COSDictionary earlier, COSDictionary later) {
        COSDictionary was = earlier == null ? null : earlier.getCOSDictionary(COSName.DR);
        COSDictionary is = later.getCOSDictionary(COSName.DR);
        return is != null && (was == null || keeps(was, is));
    }

    private static boolean keeps(COSDictionary was, COSDictionary is) {
        return was.keySet().stream().allMatch(name -> {
            COSBase one = was.getItem(name);
            COSBase other = is.getItem(name);
            return CosValues.same(one, other)
                    || (CosValues.direct(one) instanceof COSDictionary inner
                            && CosValues.direct(other) instanceof COSDictionary outer
                            && keeps(inner, outer));
        });
    }

    private void catalog(COSDictionary was, COSDictionary is) {
        boolean clean = true;
        for (COSName name : CosValues.different(was, is)) {
            boolean ours = name.equals(COSName.ACRO_FORM) || name.equals(DSS);
            boolean known = ours
                    || (name.equals(EXTENSIONS) && isPlain(is.getItem(name)))
                    || (name.equals(COSName.PERMS) && step.isCovered() && !was.containsKey(name))
                    || (name.equals(OUTPUT_INTENTS) && step.isCovered() && !was.containsKey(name));
            if (name.equals(COSName.METADATA)) {
                step.note(Kind.METADATA_CHANGED, "XMP", step.isCovered());
                known = step.isCovered();
            }
            if (known && !ours) {
                step.explainNew(is.getItem(name));
            }
            if (!known && !name.equals(COSName.METADATA)) {
                step.note(name.equals(COSName.PAGES) ? Kind.PAGES_CHANGED : Kind.OTHER, name.getName(), false);
            }
            clean &= known;
        }
        COSObjectKey metadata = CosValues.key(is.getItem(COSName.METADATA));
        if (step.isOverwritten(metadata) && step.isCovered()) {
            step.note(Kind.METADATA_CHANGED, "XMP", true);
            step.explain(metadata);
        }
        if (clean) {
            step.explain(CosValues.key(step.after().trailer().getItem(COSName.ROOT)));
        }
    }

    /** Names and numbers only, nothing that refers to anything. */
    private static boolean isPlain(@Nullable COSBase value) {
        if (value instanceof COSDictionary dictionary) {
            return dictionary.getValues().stream().allMatch(ChangeFinder::isPlain);
        }
        return !(value instanceof COSObject || value instanceof COSArray);
    }

    private void validationData(COSDictionary was, COSDictionary is) {
        COSBase later = is.getItem(DSS);
        if (later == null) {
            return;
        }
        COSBase earlier = was.getItem(DSS);
        Set<COSObjectKey> own = step.after().reachable(later, Set.of());
        Set<COSObjectKey> touched = step.unexplainedOverwritten();
        touched.retainAll(own);
        // A page that somebody had also listed among the certificates must not slip through here.
        Set<COSObjectKey> elsewhere =
                touched.isEmpty() ? Set.of() : step.before().reachable(was, Set.of(DSS));
        Set<COSObjectKey> before = step.before().reachable(earlier, Set.of());
        for (COSObjectKey key : touched) {
            if (before.contains(key)
                    && !elsewhere.contains(key)
                    && !(step.after().object(key) instanceof COSStream)) {
                step.explain(key);
            }
        }
        boolean differs = !CosValues.same(earlier, later) || !touched.isEmpty();
        step.explainNew(later);
        if (differs) {
            step.note(Kind.VALIDATION_DATA_ADDED, "DSS", true);
        }
    }

    private void information() {
        COSDictionary was = step.before().trailer().getCOSDictionary(COSName.INFO);
        COSDictionary is = step.after().trailer().getCOSDictionary(COSName.INFO);
        if (is == null && was == null) {
            return;
        }
        COSDictionary empty = new COSDictionary();
        Set<COSName> different = CosValues.different(was == null ? empty : was, is == null ? empty : is);
        boolean allowed = step.isCovered() || WHO_AND_WHEN.containsAll(different);
        if (!different.isEmpty()) {
            step.note(Kind.METADATA_CHANGED, "Info", allowed);
        }
        if (allowed) {
            COSBase reference = step.after().trailer().getItem(COSName.INFO);
            step.explain(CosValues.key(reference));
            step.explainNew(reference);
        }
    }

    private void leftovers() {
        boolean known = step.changes().stream().anyMatch(change -> !change.allowed());
        if (!known) {
            step.unexplainedOverwritten().stream()
                    .filter(key -> !isStorage(key))
                    .forEach(this::unknown);
            Set<COSObjectKey> added = step.unexplainedAdded();
            if (!added.isEmpty()) {
                // Programs leave objects behind that nothing leads to, and nobody will ever see those.
                added.retainAll(step.after().reachable(step.after().trailer(), Set.of()));
                added.forEach(this::unknown);
            }
        }
        step.removed().forEach(this::unknown);
    }

    private void unknown(COSObjectKey key) {
        step.note(Kind.OTHER, key.getNumber() + " " + key.getGeneration() + " obj", false);
    }

    private boolean isStorage(COSObjectKey key) {
        return step.after().object(key) instanceof COSStream stream
                && stream.getItem(COSName.TYPE) instanceof COSName type
                && STORAGE.contains(type);
    }
}
