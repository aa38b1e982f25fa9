package vn.trangtien.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/cases/01/2026/VV-SXD", "/desk?x=1&y=%2F", "/tìm?q=lũ"})
    void keepsAPathOfThisService(String path) {
        assertThat(LocalPath.orHome(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "https://evil.example",
                "/\\evil.example",
                "\\\\evil",
                "/a\r\nSet-Cookie: x",
                "cases"
            })
    void goesHomeWithAnythingElse(String path) {
        assertThat(LocalPath.orHome(path)).isEqualTo("/");
    }

    @ParameterizedTest(name = "{0} with referrer {1}: {2}")
    @CsvSource({
        "GET,  http://h/form?a=1, /cases?show=all",
        "POST, http://h/form?a=1, /form?a=1",
        "POST, http://h,          /",
        "POST, 'not a uri',       /",
        "POST, ,                  /",
    })
    void returnsToThePageOrToTheFormItHeld(String method, @Nullable String referrer, String expected) {
        var request = new MockHttpServletRequest(method, "/cases");
        request.setQueryString("show=all");
        if (referrer != null) {
            request.addHeader("Referer", referrer);
        }

        assertThat(LocalPath.toReturnTo(request)).isEqualTo(expected);
    }
}
