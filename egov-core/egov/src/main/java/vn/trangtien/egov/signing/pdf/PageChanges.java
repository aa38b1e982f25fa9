package vn.trangtien.egov.signing.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;
import vn.trangtien.egov.signing.Change.Kind;

/** What happened to the pages in one step. Comes after {@link FieldChanges}, which explains the widgets that may be added. */
final class PageChanges {

    private final Step step;

    PageChanges(Step step) {
        this.step = step;
    }

    void find() {
        List<COSDictionary> earlier = pages(step.before());
        List<COSDictionary> later = pages(step.after());
        boolean sameTree = earlier.size() == later.size()
                && tree(step.before()).equals(tree(step.after()))
                && keys(earlier).equals(keys(later));
        if (!sameTree) {
            step.note(Kind.PAGES_CHANGED, "%d → %d".formatted(earlier.size(), later.size()), false);
            return;
        }
        explainRewrittenTree();
        for (int i = 0; i < later.size(); i++) {
            page(i + 1, earlier.get(i), later.get(i));
        }
    }

    private void page(int number, COSDictionary was, COSDictionary is) {
        Set<COSName> different = CosValues.different(was, is);
        COSObjectKey listed = CosValues.key(was.getItem(COSName.ANNOTS));
        if (different.remove(COSName.ANNOTS) || step.isOverwritten(listed)) {
            if (onlyAddsExplained(annotations(was), annotations(is))) {
                step.explain(CosValues.key(was.getItem(COSName.ANNOTS)));
                step.explain(CosValues.key(is.getItem(COSName.ANNOTS)));
            } else {
                step.note(Kind.ANNOTATION_CHANGED, String.valueOf(number), false);
            }
        }
        if (different.isEmpty()) {
            step.explain(is.getKey());
        } else {
            step.note(Kind.PAGE_CHANGED, String.valueOf(number), false);
        }
        for (COSBase annotation : annotations(was)) {
            COSObjectKey key = CosValues.key(annotation);
            if (step.isOverwritten(key) && key != null && !step.isExplained(key)) {
                step.note(Kind.ANNOTATION_CHANGED, String.valueOf(number), false);
            }
        }
        if (!step.unexplainedOverwritten().isEmpty() && isPaintedOver(was)) {
            step.note(Kind.PAGE_CHANGED, String.valueOf(number), false);
        }
    }

    /** Whether something that the page is painted with was written over in its place. */
    private boolean isPaintedOver(COSDictionary page) {
        return step.before().reachable(page, Set.of(COSName.PARENT, COSName.ANNOTS, COSName.P, COSName.B)).stream()
                .anyMatch(step::isOverwritten);
    }

    private boolean onlyAddsExplained(List<COSBase> was, List<COSBase> is) {
        var rest = new ArrayList<>(is);
        for (COSBase annotation : was) {
            // In their old order: what comes later is painted over what came before.
            int at = 0;
            while (at < rest.size() && !CosValues.same(annotation, rest.get(at))) {
                at++;
            }
            if (at == rest.size()) {
                return false;
            }
            rest.remove(at);
        }
        return rest.stream().allMatch(annotation -> {
            COSObjectKey key = CosValues.key(annotation);
            return key != null && step.isExplained(key);
        });
    }

    private static List<COSBase> annotations(COSDictionary page) {
        var list = new ArrayList<COSBase>();
        COSArray array = page.getCOSArray(COSName.ANNOTS);
        if (array != null) {
            for (int i = 0; i < array.size(); i++) {
                list.add(array.get(i));
            }
        }
        return list;
    }

    private void explainRewrittenTree() {
        var waiting = new ArrayList<COSDictionary>();
        waiting.add(step.after().catalog().getCOSDictionary(COSName.PAGES));
        var seen = new java.util.HashSet<COSDictionary>();
        while (!waiting.isEmpty()) {
            COSDictionary node = waiting.remove(waiting.size() - 1);
            if (node == null || !seen.add(node)) {
                continue;
            }
            COSArray kids = node.getCOSArray(COSName.KIDS);
            if (kids == null) {
                continue;
            }
            COSObjectKey key = node.getKey();
            COSBase earlier = key == null ? null : step.before().object(key);
            if (earlier instanceof COSDictionary was && CosValues.same(was, node)) {
                step.explain(key);
            }
            for (int i = 0; i < kids.size(); i++) {
                if (kids.getObject(i) instanceof COSDictionary kid) {
                    waiting.add(kid);
                }
            }
        }
    }

    private static List<COSDictionary> pages(Revision revision) {
        var pages = new ArrayList<COSDictionary>();
        for (PDPage page : revision.document().getPages()) {
            pages.add(page.getCOSObject());
        }
        return pages;
    }

    private static List<String> keys(List<COSDictionary> pages) {
        return pages.stream().map(page -> String.valueOf(page.getKey())).toList();
    }

    private static String tree(Revision revision) {
        @Nullable COSObjectKey key = CosValues.key(revision.catalog().getItem(COSName.PAGES));
        return String.valueOf(key);
    }
}
