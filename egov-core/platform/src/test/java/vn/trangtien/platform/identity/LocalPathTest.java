package vn.trangtien.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

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
}
