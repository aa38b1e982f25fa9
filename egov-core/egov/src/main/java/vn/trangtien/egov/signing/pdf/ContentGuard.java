package vn.trangtien.egov.signing.pdf;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;

/**
 * Finds what a document of the administration has no use for: programs, actions that start something, files within the file. Looks at
 * every object of the file, also at those that nothing leads to today.
 */
final class ContentGuard {

    private static final Set<String> ACTIONS = Set.of(
            "JavaScript",
            "Launch",
            "ImportData",
            "SubmitForm",
            "Rendition",
            "Movie",
            "Sound",
            "GoTo3DView",
            "RichMediaExecute");
    private static final Set<String> ANNOTATIONS = Set.of("RichMedia", "3D", "Screen", "Movie", "Sound");
    private static final COSName ACTION = COSName.S;
    private static final COSName SCRIPT = COSName.getPDFName("JS");
    private static final COSName XFA = COSName.getPDFName("XFA");
    private static final COSName EMBEDDED = COSName.getPDFName("EF");

    /**
     * What was found.
     *
     * @param active names of actions and annotations that do something
     * @param files whether files are embedded
     */
    record Found(Set<String> active, boolean files) {}

    private final Set<String> active = new TreeSet<>();
    private boolean files;

    private ContentGuard() {}

    static Found look(COSDocument document) {
        var guard = new ContentGuard();
        for (COSObjectKey key : Set.copyOf(document.getXrefTable().keySet())) {
            COSBase object = document.getObjectFromPool(key).getObject();
            if (object != null) {
                guard.look(object);
            }
        }
        return new Found(guard.active, guard.files);
    }

    /** One object with what lies directly in it; references lead to objects that are looked at by themselves. */
    private void look(COSBase object) {
        var waiting = new ArrayDeque<COSBase>();
        waiting.add(object);
        while (!waiting.isEmpty()) {
            COSBase next = waiting.remove();
            if (next instanceof COSDictionary dictionary) {
                dictionary(dictionary);
                dictionary.getValues().stream()
                        .filter(ContentGuard::isContainer)
                        .forEach(waiting::add);
            } else if (next instanceof COSArray array) {
                for (int i = 0; i < array.size(); i++) {
                    if (isContainer(array.get(i))) {
                        waiting.add(array.get(i));
                    }
                }
            }
        }
    }

    private static boolean isContainer(COSBase value) {
        return value instanceof COSDictionary || value instanceof COSArray;
    }

    private void dictionary(COSDictionary dictionary) {
        if (dictionary.getItem(ACTION) instanceof COSName action && ACTIONS.contains(action.getName())) {
            active.add(action.getName());
        }
        if (dictionary.containsKey(SCRIPT)) {
            active.add("JavaScript");
        }
        if (dictionary.containsKey(XFA)) {
            active.add("XFA");
        }
        if (dictionary.getItem(COSName.SUBTYPE) instanceof COSName subtype) {
            if (ANNOTATIONS.contains(subtype.getName())) {
                active.add(subtype.getName());
            }
            files |= subtype.getName().equals("FileAttachment");
        }
        files |= dictionary.containsKey(EMBEDDED)
                || (dictionary.getItem(COSName.TYPE) instanceof COSName type
                        && type.getName().equals("EmbeddedFile"));
    }
}
