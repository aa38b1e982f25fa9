package vn.trangtien.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class BodyReaderTest {

    private static final int UNKNOWN = -1;

    private final AtomicLong nanos = new AtomicLong();
    private final BodyReader reader = new BodyReader(ItemsTest.SMALL, nanos::get);

    @Test
    void readsUpToTheLimit() throws IOException {
        assertThat(reader.read(new ByteArrayInputStream(new byte[1_000]), UNKNOWN))
                .hasSize(1_000);
    }

    @Test
    void announcedLengthIsRefusedBeforeAByteIsRead() {
        InputStream untouched = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("nothing should be read");
            }
        };

        assertThatThrownBy(() -> reader.read(untouched, 256L * 1024 * 1024))
                .isInstanceOf(IntakeRefused.class)
                .extracting("status")
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void bodyThatIsLongerThanAnnouncedIsRefused() {
        assertThatThrownBy(() -> reader.read(new ByteArrayInputStream(new byte[1_001]), 10))
                .isInstanceOf(IntakeRefused.class);
    }

    @Test
    void bodyThatDripsInIsGivenUp() {
        InputStream dripping = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                nanos.addAndGet(500_000_000);
                return 1;
            }
        };

        assertThatThrownBy(() -> reader.read(dripping, UNKNOWN))
                .isInstanceOf(IntakeRefused.class)
                .extracting("status")
                .isEqualTo(HttpStatus.REQUEST_TIMEOUT);
    }

    @Test
    void gzipIsInflatedUpToItsLimit() throws IOException {
        assertThat(reader.inflate(gzip(4_000), "gzip")).hasSize(4_000);
        assertThatThrownBy(() -> reader.inflate(gzip(4_001), "GZIP"))
                .isInstanceOf(IntakeRefused.class)
                .extracting("status")
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void bombIsRefused() throws IOException {
        assertThatThrownBy(() -> reader.inflate(gzip(16 * 1024 * 1024), "gzip")).isInstanceOf(IntakeRefused.class);
    }

    @Test
    void otherEncodingsAndDamagedOnesAreTold() {
        assertThatThrownBy(() -> reader.inflate(new byte[3], "br"))
                .hasMessageContaining("Content-Encoding must be gzip or left out, but was 'br'");
        assertThatThrownBy(() -> reader.inflate(new byte[] {0x1f, (byte) 0x8b, 8}, "gzip"))
                .isInstanceOf(IntakeRefused.class)
                .extracting("status")
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(reader.inflate(new byte[3], null)).hasSize(3);
    }

    private static byte[] gzip(int zeros) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[zeros]);
        }
        return out.toByteArray();
    }
}
