package vn.trangtien.box.fleet;

import tools.jackson.databind.JsonNode;

/** Labels of several gateways on A4 pages, ready to be printed or kept as PDF by any browser. */
public final class LabelSheet {

    private LabelSheet() {}

    /** @param invitations with gateway, code, expiresAt and label */
    public static String html(Iterable<JsonNode> invitations) {
        var page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="vi"><head><meta charset="utf-8"><title>Tràng Tiền</title><style>
                @page { size: A4; margin: 10mm } body { font: 10pt sans-serif; display: flex; flex-wrap: wrap; gap: 4mm }
                figure { width: 60mm; margin: 0; border: 1px dashed #999; padding: 2mm; break-inside: avoid; text-align: center }
                svg { width: 50mm; height: 50mm } code { font-size: 12pt }
                </style></head><body>
                """);
        for (JsonNode one : invitations) {
            page.append("<figure>")
                    .append(new QrPicture(text(one, "label")).svg())
                    .append("<figcaption><b>%s</b><br><code>%s</code><br>đến / until %s</figcaption></figure>%n"
                            .formatted(
                                    escaped(text(one, "gateway")),
                                    escaped(text(one, "code")),
                                    escaped(text(one, "expiresAt"))));
        }
        return page.append("</body></html>\n").toString();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
