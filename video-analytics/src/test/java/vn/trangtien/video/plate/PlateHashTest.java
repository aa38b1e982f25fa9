package vn.trangtien.video.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlateHashTest {

    private static final PlateNumber CAR = new PlateNumber(PlateKind.CAR, "75A-123.45");
    private static final PlateNumber OTHER = new PlateNumber(PlateKind.CAR, "75A-123.46");
    private static final Instant NOON = Instant.parse("2026-03-01T05:00:00Z");
    private static final HexFormat HEX = HexFormat.of();

    @TempDir
    Path folder;

    @Test
    void keysAreDerivedAsTheStandardSays() {
        byte[] first = Hkdf.derive(
                HEX.parseHex("0b".repeat(22)),
                HEX.parseHex("000102030405060708090a0b0c"),
                HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"),
                42);
        byte[] third = Hkdf.derive(HEX.parseHex("0b".repeat(22)), new byte[0], new byte[0], 42);

        assertThat(HEX.formatHex(first))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
        assertThat(HEX.formatHex(third))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Test
    void theSameVehicleHasTheSameHashOnTheSameDayOnly() {
        var hash = new PlateHash(PlateSecret.of(new byte[32]));

        String noon = hash.of(CAR, NOON);

        assertThat(noon).matches("[0-9a-f]{32}").isEqualTo(hash.of(CAR, NOON.plusSeconds(3600)));
        assertThat(noon).isNotEqualTo(hash.of(OTHER, NOON));
        assertThat(noon).isNotEqualTo(hash.of(CAR, NOON.plusSeconds(86_400)));
        assertThat(noon).isNotEqualTo(new PlateHash(PlateSecret.passing()).of(CAR, NOON));
    }

    @Test
    void hashesOfTheFieldStayWhatTheyAre() {
        assertThat(new PlateHash(PlateSecret.of(new byte[32])).of(CAR, NOON))
                .isEqualTo("ba678a8350eb547bb4b7f5bd101812c1");
    }

    @Test
    void theDayBeginsAtMidnightInVietNam() {
        var hash = new PlateHash(PlateSecret.of(new byte[32]));
        Instant midnight = Instant.parse("2026-02-28T17:00:00Z");

        assertThat(hash.of(CAR, midnight)).isEqualTo(hash.of(CAR, NOON));
        assertThat(hash.of(CAR, midnight.minusSeconds(1))).isNotEqualTo(hash.of(CAR, NOON));
    }

    @Test
    void gatewaysWithTheSameFileKnowAVehicleAgain() throws IOException {
        Path file = folder.resolve("new/plates.key");
        var first = new PlateHash(PlateSecret.readOrMake(file));
        var second = new PlateHash(PlateSecret.readOrMake(file));

        assertThat(first.of(CAR, NOON)).isEqualTo(second.of(CAR, NOON));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aSecretThatOthersCanReadIsNone() throws IOException {
        Path file = folder.resolve("plates.key");
        PlateSecret.readOrMake(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> PlateSecret.readOrMake(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600 " + file)
                .hasMessageNotContaining(Files.readString(file).strip());
    }

    @Test
    void aDamagedSecretIsToldWithoutShowingIt() throws IOException {
        Path file = folder.resolve("plates.key");
        PlateSecret.readOrMake(file);
        Files.writeString(file, "abcdef");

        assertThatThrownBy(() -> PlateSecret.readOrMake(file))
                .hasMessageContaining("6 characters")
                .hasMessageNotContaining("abcdef");
        assertThat(PlateSecret.of(new byte[32]).toString()).isEqualTo("PlateSecret[hidden]");
    }
}
