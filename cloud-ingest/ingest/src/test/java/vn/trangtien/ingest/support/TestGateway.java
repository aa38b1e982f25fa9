package vn.trangtien.ingest.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.SpoolMark;
import vn.trangtien.wire.TelemetryMessage;

/** A gateway with a key of its own and a certificate of the city's, and what it says. */
public final class TestGateway {

    public final String account;
    public final String id;
    public final String spool = UUID.randomUUID().toString();

    private final City city;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final X509Certificate authority;

    public TestGateway(
            City city,
            String account,
            String id,
            KeyPair keys,
            X509Certificate certificate,
            X509Certificate authority) {
        this.city = city;
        this.account = account;
        this.id = id;
        this.keys = keys;
        this.certificate = certificate;
        this.authority = authority;
    }

    public static TestGateway enrol(City city, String account, String id, String code) throws Exception {
        KeyPair keys = newKeys();
        HttpResponse<String> answer = new TestDoor(city).enrol(id, code, csr(keys, id, hardware(id)));
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return new TestGateway(city, account, id, keys, TestDoor.certificate(answer), city.authority());
    }

    /** Of the board on which gateways of tests run, unless they say otherwise. */
    public static String hardware(String id) {
        return "board-of-" + id;
    }

    public static KeyPair newKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** A certificate request as it goes to the door: DER in base64. */
    public static String csr(KeyPair keys, String commonName, String hardwareId) throws Exception {
        var subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.SERIALNUMBER, hardwareId)
                .addRDN(BCStyle.CN, commonName)
                .build();
        var request = new JcaPKCS10CertificationRequestBuilder(subject, keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        return Base64.getMimeEncoder().encodeToString(request.getEncoded());
    }

    public static String pem(Object object) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    public static X509Certificate certificate(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    public KeyPair keys() {
        return keys;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public X509Certificate authority() {
        return authority;
    }

    public TestGateway withCertificate(KeyPair otherKeys, X509Certificate other) {
        return new TestGateway(city, account, id, otherKeys, other, authority);
    }

    public String url() {
        return "ssl://127.0.0.1:" + city.mqttWire.port();
    }

    /** Trusts the city and, unless anonymous, shows the certificate. */
    public SSLSocketFactory sockets(boolean anonymous) throws Exception {
        return tls(anonymous).getSocketFactory();
    }

    public SSLContext tls(boolean anonymous) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore mine = KeyStore.getInstance("PKCS12");
        mine.load(null, null);
        mine.setKeyEntry("own", keys.getPrivate(), new char[0], new Certificate[] {certificate});
        own.init(mine, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(anonymous ? null : own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Certificate, key and authority as PEM files for a foreign client. */
    public void writePems(Path folder) throws IOException {
        Files.writeString(folder.resolve("cert.pem"), pem(certificate));
        Files.writeString(
                folder.resolve("key.pem"),
                pem(new org.bouncycastle.openssl.jcajce.JcaPKCS8Generator(keys.getPrivate(), null)));
        Files.writeString(folder.resolve("ca.pem"), pem(authority));
    }

    public MqttConnectionOptions options() throws Exception {
        var options = new MqttConnectionOptions();
        options.setSocketFactory(sockets(false));
        options.setConnectionTimeout(20);
        options.setAutomaticReconnect(false);
        return options;
    }

    public MqttClient connect() throws Exception {
        return connect(id, options());
    }

    public MqttClient connect(String clientId, MqttConnectionOptions options) throws MqttException {
        var client = new MqttClient(url(), clientId, new MemoryPersistence());
        client.setTimeToWait(30_000);
        client.connect(options);
        return client;
    }

    /**
     * Publishes with QoS 1 and waits for the acknowledgement.
     *
     * @return its reason code: below 0x80 the broker has taken the message over
     */
    public static int publish(MqttClient client, String topic, byte[] payload) throws MqttException {
        IMqttToken token = client.getTopic(topic).publish(new MqttMessage(payload, 1, false, null));
        token.waitForCompletion(30_000);
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }

    public String telemetryTopic(String asset) {
        return KuraTopic.telemetry(account, id, asset).name();
    }

    /** Telemetry with one channel, numbered. */
    public byte[] telemetry(String asset, String channel, double value, Instant at, long seq) {
        return KuraCodec.encode(new SpoolMark(spool, seq).on(payload(asset, channel, value, at)), true);
    }

    /** As a plain Kura gateway would say it. */
    public static KuraPayload payload(String asset, String channel, double value, Instant at) {
        var reading =
                new ChannelReading(channel, OptionalDouble.of(value), Optional.of(at), "m", "GOOD", Optional.empty());
        return new TelemetryMessage(asset, java.util.List.of(reading), Optional.of(at), new Origin(true, true))
                .toPayload();
    }
}
