package vn.trangtien.sim.camera.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RtspRequestTest {

    private final List<String> interleaved = new ArrayList<>();

    @Test
    void readsMethodAddressAndHeadersInAnyCase() throws IOException {
        RtspRequest request = read(bytes(
                        "SETUP rtsp://h/street/track1 RTSP/1.0\r\ncseq: 3\r\nTransport: RTP/AVP;unicast;client_port=5000-5001\r\n\r\n"))
                .orElseThrow();

        assertThat(request.method()).isEqualTo("SETUP");
        assertThat(request.url()).isEqualTo("rtsp://h/street/track1");
        assertThat(request.header("CSeq")).isEqualTo("3");
        assertThat(request.header("Session")).isEmpty();
    }

    @Test
    void skipsReceiverReportsBetweenRequestsAndBodies() throws IOException {
        InputStream in = bytes("$\u0001\u0000\u0003\r\n$"
                + "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 4\r\n\r\nbody"
                + "\r\nTEARDOWN rtsp://h RTSP/1.0\r\nCSeq: 2\r\n\r\n");

        assertThat(read(in).orElseThrow().method()).isEqualTo("OPTIONS");
        assertThat(read(in).orElseThrow().method()).isEqualTo("TEARDOWN");
        assertThat(read(in)).isEmpty();
        assertThat(interleaved).containsExactly("1: \r\n$");
    }

    @Test
    void refusesAnEndlessLineAndANonsensicalLength() {
        assertThatThrownBy(() -> read(bytes("x".repeat(10_000))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> read(bytes("OPTIONS * RTSP/1.0\r\nContent-Length: many\r\n\r\n")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("many");
    }

    private Optional<RtspRequest> read(InputStream in) throws IOException {
        return RtspRequest.read(
                in,
                (channel, packet) -> interleaved.add(channel + ": " + new String(packet, StandardCharsets.ISO_8859_1)));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
