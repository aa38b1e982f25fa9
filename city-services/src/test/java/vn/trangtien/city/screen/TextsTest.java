package vn.trangtien.city.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The texts of the screen are complete in both languages, and nobody asks for one that is not there. */
class TextsTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates/city");
    private static final Path SCRIPTS = Path.of("src/main/resources/static/city");

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(keys("vi")).isEqualTo(keys("en"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vi", "en"})
    void noTextIsEmptyAndEveryPlaceholderIsInBothLanguages(String language) throws IOException {
        Properties own = bundle(language);
        Properties other = bundle(language.equals("vi") ? "en" : "vi");
        for (String key : own.stringPropertyNames()) {
            assertThat(own.getProperty(key)).as(key).isNotBlank();
            assertThat(placeholders(own.getProperty(key))).as(key).isEqualTo(placeholders(other.getProperty(key)));
        }
    }

    @Test
    void everyTextThatATemplateNamesExists() throws IOException {
        Set<String> known = keys("vi");
        known.addAll(platformKeys());
        assertThat(found(TEMPLATES, "#\\{([a-zA-Z][\\w.-]*)[(}]")).isNotEmpty().allMatch(known::contains);
    }

    @Test
    void everyTextThatAScriptNamesExists() throws IOException {
        Set<String> known = keys("vi");
        assertThat(found(SCRIPTS, "(?<![.\\w])text\\('([\\w.-]+)'[,)]"))
                .isNotEmpty()
                .allMatch(key -> known.contains("js." + key));
    }

    @Test
    void noTemplateHasAnInlineScriptOrHandler() throws IOException {
        assertThat(found(TEMPLATES, "(<script(?![^>]*src=)|\\son[a-z]+=|th:utext)"))
                .isEmpty();
    }

    @Test
    void noScriptWritesMarkup() throws IOException {
        assertThat(found(SCRIPTS, "(innerHTML|outerHTML\\s*=|insertAdjacentHTML|document\\.write|eval\\()"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vi", "en"})
    void scriptsGetTheirTextsAsJsonInTheirLanguage(String language) throws IOException {
        var texts = JsonMapper.shared().readTree(ScriptTexts.json(Locale.forLanguageTag(language)));

        assertThat(texts.get("link.live").asString()).isEqualTo(bundle(language).getProperty("js.link.live"));
        assertThat(texts.has("screen.title")).isFalse();
    }

    private static Set<String> found(Path folder, String regex) throws IOException {
        var found = new TreeSet<String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Pattern.compile(regex)
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(match -> found.add(match.group(1)));
            }
        }
        return found;
    }

    private static List<String> placeholders(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(m -> m.group())
                .distinct()
                .sorted()
                .toList();
    }

    private static Set<String> keys(String language) throws IOException {
        return new TreeSet<>(bundle(language).stringPropertyNames());
    }

    private static Set<String> platformKeys() throws IOException {
        return load("/i18n/platform_vi.properties").stringPropertyNames();
    }

    private static Properties bundle(String language) throws IOException {
        return load("/i18n/city_" + language + ".properties");
    }

    private static Properties load(String resource) throws IOException {
        var properties = new Properties();
        try (InputStream in = TextsTest.class.getResourceAsStream(resource);
                Reader reader = new InputStreamReader(java.util.Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
