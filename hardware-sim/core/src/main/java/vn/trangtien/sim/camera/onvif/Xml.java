package vn.trangtien.sim.camera.onvif;

import java.util.Locale;

/** The envelopes of all answers. Prefixes are the ones that ONVIF's own documents use. */
final class Xml {

    static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";
    static final String MEDIA = "http://www.onvif.org/ver10/media/wsdl";
    static final String MEDIA2 = "http://www.onvif.org/ver20/media/wsdl";
    static final String DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery";

    private Xml() {}

    /** @param body elements with the prefixes tds, trt, tr2 and tt */
    static String envelope(String body) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="%s" xmlns:trt="%s" xmlns:tr2="%s" \
                xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:ter="http://www.onvif.org/ver10/error"><s:Body>%s</s:Body></s:Envelope>
                """.formatted(DEVICE, MEDIA, MEDIA2, body);
    }

    /**
     * A fault of the client.
     *
     * @param subcode for example {@code ter:NotAuthorized}
     */
    static String fault(String subcode, String reason) {
        return envelope(
                "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>%s</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en\">%s</s:Text></s:Reason></s:Fault>"
                        .formatted(subcode, escaped(reason)));
    }

    /** @param messageId of the probe that is answered */
    static String discovery(String action, String messageId, String ownId, String body) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
                xmlns:d="%s" xmlns:dn="http://www.onvif.org/ver10/network/wsdl" xmlns:tds="%s"><s:Header>\
                <a:MessageID>%s</a:MessageID><a:RelatesTo>%s</a:RelatesTo>\
                <a:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:To>\
                <a:Action>%s/%s</a:Action></s:Header><s:Body>%s</s:Body></s:Envelope>
                """.formatted(DISCOVERY, DEVICE, ownId, escaped(messageId), DISCOVERY, action, body);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }
}
