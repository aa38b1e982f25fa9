package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the client that the settings ask for. */
final class S3Connection {

    private S3Connection() {}

    static S3Client open(S3Properties properties) {
        var http = UrlConnectionHttpClient.builder()
                .connectionTimeout(properties.connectTimeout())
                .socketTimeout(properties.timeout());
        Path trust = properties.trustFile();
        if (trust != null) {
            TrustManager[] trusted = trusting(trust);
            http.tlsTrustManagersProvider(() -> trusted);
        }
        var client = S3Client.builder()
                .httpClient(http.build())
                .region(Region.of(properties.region()))
                .forcePathStyle(properties.pathStyleOrUsual())
                .credentialsProvider(credentials(properties))
                // Trailing checksums and signed chunks are Amazon's newest; a whole signed body with its SHA-256 in
                // a header is what every store understands, and it says more.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false)
                        // Java's client waits five seconds for a "continue" that some stores never say.
                        .expectContinueEnabled(false))
                .overrideConfiguration(calls -> calls.apiCallAttemptTimeout(properties.timeout())
                        .apiCallTimeout(properties.timeout().multipliedBy(properties.attempts() + 1L))
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(properties.attempts())
                                .build()));
        if (properties.endpoint() != null) {
            client.endpointOverride(properties.endpoint());
        }
        return client.build();
    }

    private static AwsCredentialsProvider credentials(S3Properties properties) {
        return properties
                .keys()
                .<AwsCredentialsProvider>map(
                        keys -> StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.id(), keys.secret())))
                .orElseGet(EnvironmentVariableCredentialsProvider::create);
    }

    private static TrustManager[] trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("trusted-" + count, each);
                count++;
            }
            if (count == 0) {
                throw S3Properties.refused(
                        "trust-file", file.toString(), "has no certificate in it; it must be PEM (BEGIN CERTIFICATE)");
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw S3Properties.refused(
                    "trust-file", file.toString(), "cannot be read; give a readable file of certificates in PEM: " + e);
        }
    }
}
