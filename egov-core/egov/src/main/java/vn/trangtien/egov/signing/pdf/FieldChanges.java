package vn.trangtien.egov.signing.pdf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTerminalField;
import vn.trangtien.egov.signing.Change.Kind;

/** What happened to the fields of a form in one step. */
final class FieldChanges {

    private static final COSName LOCK = COSName.getPDFName("Lock");

    /** Ways up from a field: to its parent, its page, and from a signature to the document that it is about. */
    private static final Set<COSName> NOT_INSIDE = Set.of(COSName.PARENT, COSName.P, COSName.getPDFName("Data"));

    private static final Set<COSName> ACTIONS = Set.of(COSName.A, COSName.AA);

    /** What signing changes in a field that was empty. */
    private static final Set<COSName> BY_SIGNING = Set.of(COSName.V, COSName.AP, COSName.F, COSName.P, COSName.M);

    /** What filling changes in a text field. */
    private static final Set<COSName> BY_FILLING = Set.of(COSName.V, COSName.AP, COSName.AS, COSName.M);

    private final Step step;
    private final Set<String> fillable;
    private final boolean visibleAllowed;

    /**
     * @param fillable names of text fields that may be filled while they are empty
     * @param visibleAllowed whether a signature that shows something may be added where no field was
     */
    FieldChanges(Step step, Set<String> fillable, boolean visibleAllowed) {
        this.step = step;
        this.fillable = fillable;
        this.visibleAllowed = visibleAllowed;
    }

    void find() {
        Map<String, PDTerminalField> earlier = fields(step.before().document());
        Map<String, PDTerminalField> later = fields(step.after().document());
        later.forEach((name, field) -> {
            PDTerminalField was = earlier.get(name);
            if (was == null) {
                added(name, field);
            } else {
                kept(name, was, field);
            }
        });
        earlier.keySet().stream()
                .filter(name -> !later.containsKey(name))
                .forEach(name -> step.note(Kind.FIELD_CHANGED, name, false));
    }

    private static Map<String, PDTerminalField> fields(PDDocument document) {
        Map<String, PDTerminalField> fields = new HashMap<>();
        var form = document.getDocumentCatalog().getAcroForm(null);
        if (form != null) {
            for (PDField field : form.getFieldTree()) {
                if (field instanceof PDTerminalField terminal) {
                    fields.putIfAbsent(field.getFullyQualifiedName(), terminal);
                }
            }
        }
        return fields;
    }

    private void added(String name, PDTerminalField field) {
        boolean signature = field instanceof PDSignatureField && step.signs(name);
        boolean acts = ACTIONS.stream().anyMatch(field.getCOSObject()::containsKey)
                || field.getWidgets().stream()
                        .anyMatch(widget -> ACTIONS.stream().anyMatch(widget.getCOSObject()::containsKey));
        if (!signature || acts) {
            step.note(Kind.FIELD_CHANGED, name, false);
            return;
        }
        boolean allowed = isStamp(field) || !isVisible(field) || visibleAllowed;
        step.note(isStamp(field) ? Kind.TIME_STAMP_ADDED : Kind.SIGNATURE_ADDED, name, allowed);
        explain(field);
    }

    private void kept(String name, PDTerminalField was, PDTerminalField is) {
        Set<COSName> different = CosValues.different(was.getCOSObject(), is.getCOSObject());
        List<PDAnnotationWidget> widgetsBefore = was.getWidgets();
        List<PDAnnotationWidget> widgets = is.getWidgets();
        if (widgetsBefore.size() != widgets.size()) {
            step.note(Kind.FIELD_CHANGED, name, false);
            return;
        }
        for (int i = 0; i < widgets.size(); i++) {
            different.addAll(CosValues.different(
                    widgetsBefore.get(i).getCOSObject(), widgets.get(i).getCOSObject()));
        }
        boolean inside = touchesInside(was);
        if (different.isEmpty() && !inside) {
            explainRewritten(is);
        } else if (is instanceof PDSignatureField) {
            signature(name, was, is, different, inside);
        } else {
            value(name, was, is, different, inside);
        }
    }

    private void signature(
            String name, PDTerminalField was, PDTerminalField is, Set<COSName> different, boolean inside) {
        boolean wasEmpty = was.getCOSObject().getDictionaryObject(COSName.V) == null;
        if (different.contains(COSName.RECT)) {
            step.note(Kind.SIGNATURE_MOVED, name, false);
        } else if (wasEmpty && step.signs(name) && BY_SIGNING.containsAll(different) && !inside) {
            step.note(isStamp(is) ? Kind.TIME_STAMP_ADDED : Kind.SIGNATURE_ADDED, name, true);
            explain(is);
        } else if (wasEmpty) {
            step.note(Kind.FIELD_CHANGED, name, false);
        } else {
            step.note(Kind.SIGNATURE_REPLACED, name, false);
        }
    }

    private void value(String name, PDTerminalField was, PDTerminalField is, Set<COSName> different, boolean inside) {
        String earlier = was.getValueAsString();
        String later = is.getValueAsString();
        boolean filled = earlier.isEmpty()
                && !later.isEmpty()
                && BY_FILLING.containsAll(different)
                && different.contains(COSName.V)
                && !inside;
        boolean allowed = filled && fillable.contains(name) && step.isCovered();
        step.note(filled ? Kind.FIELD_FILLED : Kind.FIELD_CHANGED, name, earlier, later, allowed);
        if (allowed) {
            explain(is);
        }
    }

    /** Whether something that the field showed or held was written over without changing the field itself. */
    private boolean touchesInside(PDTerminalField field) {
        COSDictionary own = field.getCOSObject();
        return touches(own.getItem(COSName.V))
                || touches(own.getItem(COSName.AP))
                || touches(own.getItem(LOCK))
                || field.getWidgets().stream()
                        .anyMatch(widget -> touches(widget.getCOSObject().getItem(COSName.AP)));
    }

    private boolean touches(COSBase value) {
        return step.before().reachable(value, NOT_INSIDE).stream().anyMatch(step::isOverwritten);
    }

    private void explain(PDTerminalField field) {
        explainRewritten(field);
        step.explainNew(field.getCOSObject());
        field.getWidgets().forEach(widget -> step.explainNew(widget.getCOSObject()));
    }

    /** The same dictionary, written once more. */
    private void explainRewritten(PDTerminalField field) {
        step.explain(keyOf(field.getCOSObject()));
        field.getWidgets().forEach(widget -> step.explain(keyOf(widget.getCOSObject())));
    }

    private static COSObjectKey keyOf(COSDictionary dictionary) {
        return dictionary.getKey();
    }

    private static boolean isStamp(PDTerminalField field) {
        return field.getCOSObject().getDictionaryObject(COSName.V) instanceof COSDictionary value
                && ("DocTimeStamp".equals(value.getNameAsString(COSName.TYPE))
                        || "ETSI.RFC3161".equals(value.getNameAsString(COSName.SUB_FILTER)));
    }

    private static boolean isVisible(PDTerminalField field) {
        return field.getWidgets().stream().anyMatch(widget -> {
            PDRectangle place = widget.getRectangle();
            return place != null && place.getWidth() > 0 && place.getHeight() > 0;
        });
    }
}
