package vn.trangtien.egov.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import vn.trangtien.egov.signing.SealPlacement.Box;
import vn.trangtien.egov.signing.stamp.Lettering;

/** A decision as the office's templates render it: two empty fields, and named places for the signatures. */
final class SampleDocument {

    static final Box PERSON = new Box(380, 150, 120, 55);
    static final double SEAL_MILLIMETRES = 36;
    static final Box NUMBER = new Box(103, 741, 40, 16);
    static final Box DATE = new Box(400, 741, 160, 16);

    private SampleDocument() {}

    static byte[] decision() throws IOException {
        return decision(1);
    }

    static byte[] decision(int pages) throws IOException {
        return render(pages, true);
    }

    /** Without any field, as an office with other software has it. */
    static byte[] plain() throws IOException {
        return render(1, false);
    }

    private static byte[] render(int pages, boolean fields) throws IOException {
        try (var document = new PDDocument()) {
            PDFont font = Lettering.load(Optional.empty()).in(document);
            for (int i = 0; i < pages; i++) {
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    text(content, font, 80, 790, "ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ");
                    text(content, font, 80, 745, "Số:           /QĐ-UBND");
                    text(content, font, 340, 745, "Huế, ngày");
                    text(content, font, 240, 700, "QUYẾT ĐỊNH");
                    for (int line = 0; line < 20; line++) {
                        text(content, font, 80, 650 - line * 14, "Điều " + (line + 1) + ". Nội dung, trang " + (i + 1));
                    }
                    text(content, font, 395, 230, "KT. CHỦ TỊCH");
                    text(content, font, 400, 130, "Nguyễn Văn A");
                }
            }
            if (fields) {
                addFields(document);
            }
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static void addFields(PDDocument document) throws IOException {
        var form = new PDAcroForm(document);
        document.getDocumentCatalog().setAcroForm(form);
        var resources = new PDResources();
        resources.put(COSName.getPDFName("F"), new PDType1Font(FontName.TIMES_ROMAN));
        form.setDefaultResources(resources);
        form.setDefaultAppearance("/F 12 Tf 0 g");
        for (var place : List.of(new Object[] {PlaceNames.NUMBER, NUMBER}, new Object[] {PlaceNames.DATE, DATE})) {
            var field = new PDTextField(form);
            field.setDefaultAppearance("/F 12 Tf 0 g");
            add(document, form, field, (String) place[0], (Box) place[1]);
        }
        add(document, form, new PDSignatureField(form), PlaceNames.PERSON, PERSON);
        var agency = new PDSignatureField(form);
        add(document, form, agency, PlaceNames.AGENCY, SealPlacement.over(PERSON, SEAL_MILLIMETRES));
        agency.getCOSObject().setItem(COSName.getPDFName("Lock"), lock(PlaceNames.NUMBER, PlaceNames.DATE));
        add(document, form, new PDSignatureField(form), PlaceNames.INCOME, new Box(360, 800, 220, 36));
    }

    private static COSDictionary lock(String... fields) {
        var lock = new COSDictionary();
        lock.setItem(COSName.TYPE, COSName.getPDFName("SigFieldLock"));
        lock.setItem(COSName.getPDFName("Action"), COSName.getPDFName("Include"));
        var names = new COSArray();
        for (String field : fields) {
            names.add(new COSString(field));
        }
        lock.setItem(COSName.FIELDS, names);
        return lock;
    }

    private static void add(PDDocument document, PDAcroForm form, PDField field, String name, Box box)
            throws IOException {
        field.setPartialName(name);
        form.getFields().add(field);
        PDAnnotationWidget widget = field.getWidgets().get(0);
        widget.setRectangle(
                new PDRectangle((float) box.x(), (float) box.y(), (float) box.width(), (float) box.height()));
        widget.setPage(document.getPage(0));
        widget.setPrinted(true);
        document.getPage(0).getAnnotations().add(widget);
    }

    private static void text(PDPageContentStream content, PDFont font, float x, float y, String words)
            throws IOException {
        content.beginText();
        content.setFont(font, 11);
        content.newLineAtOffset(x, y);
        content.showText(words);
        content.endText();
    }
}
