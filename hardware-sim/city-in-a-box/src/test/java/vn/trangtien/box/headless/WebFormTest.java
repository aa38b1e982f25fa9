package vn.trangtien.box.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WebFormTest {

    private static final URI PAGE = URI.create("http://127.0.0.1:8080/alarms/7?lang=vi");

    @Test
    void aFormIsSentWithItsHiddenFieldsToItsAddress() {
        String html = """
                <form method="get" action="/search"><input name="q"></form>
                <form class="x" action="/alarms/7/acknowledge" method='post'>
                  <input type="hidden" name="_csrf" value="a&amp;b">
                  <textarea name="note" rows="2">Mưa &lt;lớn&gt;</textarea>
                  <button name="go" value="1">Nhận</button>
                </form>""";

        WebForm form =
                WebForm.posting(PAGE, html, Pattern.compile("/acknowledge$")).orElseThrow();

        assertThat(form.action()).hasToString("http://127.0.0.1:8080/alarms/7/acknowledge");
        assertThat(form.fields())
                .containsEntry("_csrf", "a&b")
                .containsEntry("note", "Mưa <lớn>")
                .doesNotContainKey("go");
    }

    @Test
    void anHtmxFormPostsWhereHtmxWouldAndAFormWithoutActionPostsToItsPage() {
        String html = "<form hx-post=\"/a\" action=\"/b\"></form><form method=\"post\"></form>";
        assertThat(WebForm.of(PAGE, html))
                .extracting(WebForm::action)
                .containsExactly(URI.create("http://127.0.0.1:8080/a"), PAGE);
        assertThat(WebForm.posting(PAGE, html, Pattern.compile("/nothing$"))).isEmpty();
    }
}
