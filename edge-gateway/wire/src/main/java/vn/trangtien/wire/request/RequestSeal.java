package vn.trangtien.wire.request;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import vn.trangtien.wire.MetricValue;

/**
 * Signs requests: ECDSA with SHA-256 over the topic, every metric with its type, and the body. The signer's certificate travels
 * with the request; that it may sign commands is written in it as extended key usage, so a stolen certificate of a gateway is of
 * no use. Checked by {@link SealInspector}.
 */
public final class RequestSeal {

    /** id-kp-codeSigning (RFC 5280, 4.2.1.12): nobody else in the city's authority holds it. */
    public static final String SIGNER_USE = "1.3.6.1.5.5.7.3.3";

    /** Common name of the signer of commands. */
    public static final String SIGNER = "city-commands";

    static final String ALGORITHM = "SHA256withECDSA";

    /** Begins what is signed, so that a signature made for one purpose is none for another. */
    private static final String PURPOSE = "trangtien-request-1";

    private RequestSeal() {}

    /**
     * The request with a seal on it.
     *
     * @param validity how long a gateway may act on it, by the gateway's clock
     */
    public static Request seal(Request request, Instant now, Duration validity, PrivateKey key, X509Certificate signer)
            throws GeneralSecurityException {
        Request dated = request.with(request.toPayload().toBuilder()
                .metric(RequestMetrics.SEALED_AT, now.toEpochMilli())
                .metric(RequestMetrics.EXPIRES_AT, now.plus(validity).toEpochMilli())
                .metric(RequestMetrics.SIGNER, MetricValue.of(signer.getEncoded()))
                .build());
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(content(dated));
        return dated.with(dated.payload().toBuilder()
                .metric(RequestMetrics.SIGNATURE, MetricValue.of(signature.sign()))
                .build());
    }

    /** What is signed: the same bytes whatever the order of the metrics on the wire. */
    static byte[] content(Request request) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, PURPOSE);
            write(out, request.topic().name());
            Map<String, MetricValue> sorted = new TreeMap<>(request.toPayload().metrics());
            sorted.remove(RequestMetrics.SIGNATURE);
            out.writeInt(sorted.size());
            for (Map.Entry<String, MetricValue> metric : sorted.entrySet()) {
                write(out, metric.getKey());
                write(out, metric.getValue());
            }
            byte[] body = request.payload().body().orElse(new byte[0]);
            out.writeBoolean(request.payload().body().isPresent());
            out.writeInt(body.length);
            out.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, MetricValue value) throws IOException {
        if (value instanceof MetricValue.DoubleValue number) {
            out.writeByte(0);
            out.writeLong(Double.doubleToLongBits(number.value()));
        } else if (value instanceof MetricValue.FloatValue number) {
            out.writeByte(1);
            out.writeInt(Float.floatToIntBits(number.value()));
        } else if (value instanceof MetricValue.Int64Value number) {
            out.writeByte(2);
            out.writeLong(number.value());
        } else if (value instanceof MetricValue.Int32Value number) {
            out.writeByte(3);
            out.writeInt(number.value());
        } else if (value instanceof MetricValue.BoolValue truth) {
            out.writeByte(4);
            out.writeBoolean(truth.value());
        } else if (value instanceof MetricValue.StringValue text) {
            out.writeByte(5);
            write(out, text.value());
        } else if (value instanceof MetricValue.BytesValue bytes) {
            out.writeByte(6);
            out.writeInt(bytes.value().length);
            out.write(bytes.value());
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
