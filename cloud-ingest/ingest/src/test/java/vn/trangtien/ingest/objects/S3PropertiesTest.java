package vn.trangtien.ingest.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class S3PropertiesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "bucket, '', must name the bucket",
        "prefix, pictures, must be empty",
        "prefix, /pictures/, must be empty",
        "endpoint, ftp://s3.hue.example, must be a URL",
        "endpoint, s3.hue.example, must be a URL",
        "attempts, 0, must be 1 to 10",
        "attempts, 11, must be 1 to 10",
        "timeout, PT0S, must be longer than nothing",
        "connect-timeout, PT-1S, must be longer than nothing",
        "kms-key-id, k, is used with encryption kms only",
        "access-key-id, k, needs secret-access-key-file",
        "secret-access-key-file, /nowhere/s3-secret, is missing",
        "trust-file, /nowhere/ca.pem, cannot be read"
    })
    void aSettingThatCannotWorkIsNamedWithItsValueAndItsRule(String property, String value, String rule) {
        Map<String, String> settings = settings();
        settings.put(property, value);

        assertThatThrownBy(() -> new S3Objects(bind(settings)))
                .isInstanceOf(S3Refused.class)
                .hasMessageContaining(
                        "trangtien.ingest.objects.s3." + (rule.equals("is missing") ? "access-key-id" : property))
                .hasMessageContaining(rule.equals("is missing") ? "" : value)
                .hasMessageContaining(rule);
    }

    @Test
    void aSecretComesFromTheFirstLineOfItsFileAndIsNeverShown() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), " s3cr3t \nsomething\n");
        Map<String, String> settings = settings();
        settings.put("access-key-id", "key");
        settings.put("secret-access-key-file", file.toString());

        S3Properties properties = bind(settings);

        S3Properties.Keys keys = properties.keys().orElseThrow();
        assertThat(keys.secret()).isEqualTo("s3cr3t");
        assertThat(keys.toString() + properties).doesNotContain("s3cr3t");
    }

    @Test
    void anEmptyOrMissingSecretFileIsSaid() throws Exception {
        Map<String, String> settings = settings();
        settings.put("access-key-id", "key");
        settings.put(
                "secret-access-key-file",
                Files.writeString(folder.resolve("empty"), "\n").toString());
        assertThatThrownBy(() -> bind(settings).keys())
                .isInstanceOf(S3Refused.class)
                .hasMessageContaining("is empty");

        settings.put("secret-access-key-file", folder.resolve("none").toString());
        assertThatThrownBy(() -> bind(settings).keys())
                .isInstanceOf(S3Refused.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aStoreOfOnesOwnIsAddressedByPathUnlessToldOtherwise() {
        Map<String, String> settings = settings();
        assertThat(bind(settings).pathStyleOrUsual()).isFalse();
        settings.put("endpoint", "https://s3.hue.example:9000");
        assertThat(bind(settings).pathStyleOrUsual()).isTrue();
        settings.put("path-style", "false");
        assertThat(bind(settings).pathStyleOrUsual()).isFalse();
    }

    @Test
    void aStartThatCannotSucceedEndsWithASentenceInBothLanguages() {
        var analysis = Objects.requireNonNull(new S3RefusedAnalyzer()
                .analyze(
                        new IllegalStateException("bean", S3Properties.refused("bucket", "", "must name the bucket"))));

        assertThat(analysis.getDescription()).contains("trangtien.ingest.objects.s3.bucket");
        assertThat(analysis.getAction()).contains("docs/object-store.md").contains("khởi động lại");
    }

    private static Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("bucket", "pictures");
        return settings;
    }

    private static S3Properties bind(Map<String, String> settings) {
        var source = new HashMap<String, String>();
        settings.forEach((name, value) -> source.put(S3Properties.NAME + "." + name, value));
        return new Binder(new MapConfigurationPropertySource(source))
                .bindOrCreate(S3Properties.NAME, S3Properties.class);
    }
}
