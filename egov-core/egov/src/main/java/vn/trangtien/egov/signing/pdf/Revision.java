package vn.trangtien.egov.signing.pdf;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * A PDF as it was at one point of its life. Objects of two revisions are the same if they stand at the same place of the file, so
 * nothing but the tables of places needs to be compared. Not thread-safe; close it.
 */
final class Revision implements AutoCloseable {

    private final PDDocument document;
    private final Map<COSObjectKey, Long> places;

    private Revision(PDDocument document) {
        this.document = document;
        this.places = document.getDocument().getXrefTable();
    }

    static Revision read(PdfBytes bytes, int length) throws IOException {
        return new Revision(Loader.loadPDF(bytes.first(length)));
    }

    PDDocument document() {
        return document;
    }

    COSDictionary catalog() {
        return document.getDocumentCatalog().getCOSObject();
    }

    COSDictionary trailer() {
        return document.getDocument().getTrailer();
    }

    Set<COSObjectKey> keys() {
        return places.keySet();
    }

    boolean has(COSObjectKey key) {
        return places.containsKey(key);
    }

    /** Whether the object stands where it stood in the other revision. */
    boolean sameAs(Revision other, COSObjectKey key) {
        Long here = places.get(key);
        Long there = other.places.get(key);
        if (!Objects.equals(here, there)) {
            return false;
        }
        // A negative place is the number of the object stream that holds the object.
        return here == null || here >= 0 || sameAs(other, new COSObjectKey(-here, 0));
    }

    @Nullable COSBase object(COSObjectKey key) {
        return document.getDocument().getObjectFromPool(key).getObject();
    }

    /** The objects that can be reached from a value, itself included. */
    Set<COSObjectKey> reachable(@Nullable COSBase from, Set<COSName> without) {
        var reached = new HashSet<COSObjectKey>();
        var waiting = new java.util.ArrayDeque<COSBase>();
        if (from != null) {
            waiting.add(from);
        }
        while (!waiting.isEmpty()) {
            COSBase next = waiting.remove();
            if (next instanceof COSObject reference) {
                if (reached.add(Objects.requireNonNull(reference.getKey())) && reference.getObject() != null) {
                    waiting.add(reference.getObject());
                }
            } else if (next instanceof COSDictionary dictionary) {
                dictionary.entrySet().stream()
                        .filter(entry -> !without.contains(entry.getKey()) && entry.getValue() != null)
                        .forEach(entry -> waiting.add(entry.getValue()));
            } else if (next instanceof COSArray array) {
                for (int i = 0; i < array.size(); i++) {
                    if (array.get(i) != null) {
                        waiting.add(array.get(i));
                    }
                }
            }
        }
        return reached;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
