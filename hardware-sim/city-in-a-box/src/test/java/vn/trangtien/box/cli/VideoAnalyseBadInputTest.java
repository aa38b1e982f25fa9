package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.video.BoxesFilm;

/** {@code city video analyse} with what is no film, or hardly one: an answer in two languages and an exit code, no stack. */
class VideoAnalyseBadInputTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "missing   | does not exist     | không tìm thấy tệp",
                "folder    | this is no file    | không phải là tệp",
                "empty     | the file is empty  | tệp rỗng",
                "text      | no video           | không phải video",
                "noise     | no video           | không phải video",
                "truncated | cut off            | bị cắt cụt",
                "sound     | sound but no       | chỉ có âm thanh",
                "thin      | 20 times as long   | hình quá dẹt",
                "password  | does not answer    | không kết nối được camera",
                "scheme    | is not supported   | không được hỗ trợ",
            })
    void whatCannotBeUsedIsThreeWithARemedy(String kind, String english, String vietnamese) throws IOException {
        Cli.Result result = Cli.run("video", "analyse", write(kind), "--detector", "blob");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err())
                .contains("✗", "→", english, vietnamese)
                .doesNotContain("\tat ", "Exception", "s3cret", "[h264", "[mov");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} x {2}, {3} frames")
    @CsvSource({"odd, 333, 217, 3", "changing, 333, 217, 6", "large, 7680, 4320, 3", "tiny, 2, 2, 3"})
    void whatCanBeUsedIsUsed(String kind, int width, int height, int frames) throws IOException {
        JsonNode told = analysed(kind);

        assertThat(told.get("width").asInt()).isEqualTo(width);
        assertThat(told.get("height").asInt()).isEqualTo(height);
        assertThat(told.get("frames").asInt()).isEqualTo(frames);
    }

    @ParameterizedTest
    @CsvSource({"odd, false", "corrupt, true"})
    void damageIsTold(String kind, boolean damaged) throws IOException {
        assertThat(analysed(kind).get("damaged").asLong() > 0).isEqualTo(damaged);

        Cli.Result page = Cli.run("video", "analyse", write(kind), "--detector", "blob");
        assertThat(page.out().contains("bị hỏng: số đếm có thể thiếu")).isEqualTo(damaged);
    }

    private JsonNode analysed(String kind) throws IOException {
        Cli.Result result = Cli.run("video", "analyse", write(kind), "--detector", "blob", "--json");
        assertThat(result.exitCode()).as(result.err()).isZero();
        return JsonMapper.shared().readTree(result.out());
    }

    private String write(String kind) throws IOException {
        return switch (kind) {
            case "password" -> "rtsp://admin:s3cret@127.0.0.1:1/stream";
            case "scheme" -> "gopher://admin:s3cret@127.0.0.1/stream";
            default -> file(kind).toString();
        };
    }

    private Path file(String kind) throws IOException {
        Path file = folder.resolve(kind + ".mjpeg");
        return switch (kind) {
            case "missing" -> file;
            case "folder" -> Files.createDirectories(file);
            case "empty" -> Files.write(file, new byte[0]);
            case "text" -> Files.writeString(file, "no film\n".repeat(500));
            case "noise" -> Files.write(file, noise());
            case "truncated" -> truncated(folder.resolve("truncated.mp4"));
            case "sound" -> Files.write(folder.resolve("sound.wav"), wave());
            case "thin" -> Files.write(file, jpegs(400, 8));
            case "odd" -> Files.write(file, jpegs(333, 217));
            case "tiny" -> Files.write(file, jpegs(2, 2));
            case "large" -> Files.write(file, jpegs(7680, 4320));
            case "changing" -> joined(file, jpegs(333, 217), jpegs(64, 480));
            case "corrupt" -> corrupt(folder.resolve("corrupt.mp4"));
            default -> throw new IllegalArgumentException("no such kind: " + kind);
        };
    }

    private static byte[] noise() {
        var bytes = new byte[40_000];
        new Random(20_261_123).nextBytes(bytes);
        return bytes;
    }

    private Path truncated(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(BoxesFilm.in(folder));
        return Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }

    /** Damages the pictures and leaves the index alone. */
    private Path corrupt(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(BoxesFilm.in(folder));
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        int from = text.indexOf("mdat") + 2_000;
        int to = text.indexOf("moov") > from ? text.indexOf("moov") - 8 : bytes.length;
        var random = new Random(20_261_123);
        for (int i = 0; i < 200; i++) {
            bytes[from + random.nextInt(to - from)] = (byte) random.nextInt(256);
        }
        return Files.write(file, bytes);
    }

    private static Path joined(Path file, byte[] first, byte[] second) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(first);
            out.write(second);
        }
        return file;
    }

    /** Three pictures in a row are a film. */
    private static byte[] jpegs(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        image.createGraphics().fillRect(0, 0, width / 2, height);
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            ImageIO.write(image, "jpeg", bytes);
        }
        return bytes.toByteArray();
    }

    /** A second of silence. */
    private static byte[] wave() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var format = new javax.sound.sampled.AudioFormat(8_000, 16, 1, true, false);
        var silence = new javax.sound.sampled.AudioInputStream(
                new java.io.ByteArrayInputStream(new byte[16_000]), format, 8_000);
        javax.sound.sampled.AudioSystem.write(silence, javax.sound.sampled.AudioFileFormat.Type.WAVE, bytes);
        return bytes.toByteArray();
    }
}
