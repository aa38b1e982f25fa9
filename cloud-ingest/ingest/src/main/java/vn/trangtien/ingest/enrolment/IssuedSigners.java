package vn.trangtien.ingest.enrolment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import vn.trangtien.wire.request.Request;
import vn.trangtien.wire.request.RequestSeal;

/**
 * Signers whose certificates the city's authority issues, and issues anew before they run out; so a process that runs for
 * years keeps on signing.
 */
final class IssuedSigners implements Signers {

    private static final String RELEASE = "trangtien-release-1";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final CommandSigner commands;
    private final ReleaseSigner releases;

    IssuedSigners(CertificateAuthority authority, Clock clock) {
        this.commands = new Commands(() -> authority.signer("city-commands"), clock);
        this.releases = new Releases(() -> authority.signer("city-releases"));
    }

    @Override
    public CommandSigner commands() {
        return commands;
    }

    @Override
    public ReleaseSigner releases() {
        return releases;
    }

    private record Commands(Supplier<KeyAndCertificate> current, Clock clock) implements CommandSigner {

        @Override
        public Request seal(Request request, Duration validity) {
            KeyAndCertificate signer = current.get();
            try {
                return RequestSeal.seal(request, clock.instant(), validity, signer.key(), signer.certificate());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the command signer's key cannot be used", e);
            }
        }

        @Override
        public X509Certificate certificate() {
            return current.get().certificate();
        }
    }

    private record Releases(Supplier<KeyAndCertificate> current) implements ReleaseSigner {

        @Override
        public Voucher sign(String name, String version, String sha256) {
            requireLine("name", name);
            requireLine("version", version);
            if (!SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException(
                        "sha256 must be 64 hexadecimal digits in lower case, but was '%s'".formatted(sha256));
            }
            KeyAndCertificate signer = current.get();
            try {
                Signature signature = Signature.getInstance("SHA256withECDSA");
                signature.initSign(signer.key());
                signature.update(
                        String.join("\n", RELEASE, name, version, sha256).getBytes(UTF_8));
                return new Voucher(signature.sign(), signer.certificate().getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the release signer's key cannot be used", e);
            }
        }

        @Override
        public X509Certificate certificate() {
            return current.get().certificate();
        }

        /** A line break would let one statement be read as another. */
        private static void requireLine(String field, String text) {
            if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "%s must be printable and not empty, but was '%s'".formatted(field, text));
            }
        }
    }
}
