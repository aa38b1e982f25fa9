package vn.trangtien.box.headless;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * A form of a page as a browser would fill and send it: where to, and every field with the value that the page gave it.
 *
 * <p>Reads the well-formed HTML of our own pages; it is no general HTML parser.
 *
 * @param action absolute address
 * @param method {@code GET} or {@code POST}
 */
record WebForm(URI action, String method, Map<String, String> fields) {

    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", flags());
    private static final Pattern FIELD =
            Pattern.compile("<(input|button|textarea|select)\\b([^>]*?)/?>(?:([^<]*)</textarea>)?", flags());
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([a-zA-Z_:][-a-zA-Z0-9_:.]*)\\s*=\\s*(\"[^\"]*\"|'[^']*')");

    WebForm {
        fields = new LinkedHashMap<>(fields);
    }

    private static int flags() {
        return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    }

    /** All forms of a page, in its order. An htmx form ({@code hx-post}) counts like a plain one. */
    static List<WebForm> of(URI page, String html) {
        var forms = new ArrayList<WebForm>();
        Matcher form = FORM.matcher(html);
        while (form.find()) {
            Map<String, String> attributes = attributes(form.group(1));
            String htmx = attributes.get("hx-post");
            String action = htmx != null ? htmx : attributes.getOrDefault("action", "");
            String method = htmx != null ? "POST" : attributes.getOrDefault("method", "get");
            forms.add(new WebForm(
                    action.isEmpty() ? page : page.resolve(action),
                    method.toUpperCase(Locale.ROOT),
                    fields(form.group(2))));
        }
        return forms;
    }

    /** The first form that posts to an address ending so. */
    static Optional<WebForm> posting(URI page, String html, Pattern path) {
        return of(page, html).stream()
                .filter(form -> form.method.equals("POST"))
                .filter(form -> path.matcher(form.action.getPath()).find())
                .findFirst();
    }

    private static Map<String, String> fields(String html) {
        var fields = new LinkedHashMap<String, String>();
        Matcher field = FIELD.matcher(html);
        while (field.find()) {
            Map<String, String> attributes = attributes(field.group(2));
            String name = attributes.get("name");
            boolean sent = name != null && !field.group(1).equalsIgnoreCase("button");
            if (sent) {
                String text = field.group(3) == null ? "" : HtmlUtils.htmlUnescape(field.group(3));
                fields.put(name, attributes.getOrDefault("value", text));
            }
        }
        return fields;
    }

    private static Map<String, String> attributes(String tag) {
        var attributes = new LinkedHashMap<String, String>();
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) {
            String quoted = attribute.group(2);
            attributes.put(
                    attribute.group(1).toLowerCase(Locale.ROOT),
                    HtmlUtils.htmlUnescape(quoted.substring(1, quoted.length() - 1)));
        }
        return attributes;
    }
}
