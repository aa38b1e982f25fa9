package vn.trangtien.sim.camera.rtsp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The answer to one request. */
final class RtspReply {

    /** RFC 2326 section 7.1.1. */
    enum Status {
        OK("200 OK"),
        BAD_REQUEST("400 Bad Request"),
        UNAUTHORIZED("401 Unauthorized"),
        NOT_FOUND("404 Not Found"),
        METHOD("405 Method Not Allowed"),
        SESSION("454 Session Not Found"),
        STATE("455 Method Not Valid in This State"),
        RANGE("457 Invalid Range"),
        TRANSPORT("461 Unsupported Transport"),
        VERSION("505 RTSP Version not supported"),
        OPTION("551 Option not supported");

        private final String line;

        Status(String line) {
            this.line = line;
        }
    }

    private final RtspRequest request;
    private final OutputStream out;
    private final List<String> headers = new ArrayList<>();

    /** @param out shared with the packets of the stream: whoever writes holds its monitor */
    RtspReply(RtspRequest request, OutputStream out) {
        this.request = request;
        this.out = out;
    }

    /** @param header nothing is added if it is empty */
    RtspReply with(String header) {
        if (!header.isEmpty()) {
            headers.add(header);
        }
        return this;
    }

    void ok() throws IOException {
        send(Status.OK, "");
    }

    void ok(String body) throws IOException {
        send(Status.OK, body);
    }

    void refuse(Status status) throws IOException {
        send(status, "");
    }

    private void send(Status status, String body) throws IOException {
        var text = new StringBuilder("RTSP/1.0 ").append(status.line).append("\r\n");
        text.append("CSeq: ").append(request.header("CSeq")).append("\r\n");
        text.append("Server: simulated camera\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        text.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        synchronized (out) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            out.write(content);
            out.flush();
        }
    }
}
