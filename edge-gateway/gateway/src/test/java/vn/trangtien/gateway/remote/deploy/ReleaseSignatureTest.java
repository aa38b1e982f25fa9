package vn.trangtien.gateway.remote.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.TestAuthority;

class ReleaseSignatureTest {

    private static final String SHA256 = "ab".repeat(32);

    private final TestAuthority before = new TestAuthority("Huế");
    private final TestAuthority renewed = new TestAuthority("Huế");
    private final ReleaseSignature both =
            new ReleaseSignature(List.of(before.certificate(), renewed.certificate()), Clock.systemUTC());

    /** A renewed authority keeps its name, and for a while both are trusted. */
    @Test
    void everyAuthorityOfTheIssuersNameIsTried() throws Exception {
        for (TestAuthority authority : List.of(before, renewed)) {
            PackageSeal seal = seal(authority.signer(ReleaseSignature.SIGNER));
            assertThatCode(() -> both.require(seal)).doesNotThrowAnyException();
        }
    }

    @Test
    void aStrangerOfTheSameNameIsRefused() throws Exception {
        PackageSeal seal = seal(new TestAuthority("Huế").signer(ReleaseSignature.SIGNER));

        assertThatThrownBy(() -> both.require(seal))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("did not sign it");
    }

    private static PackageSeal seal(TestAuthority.Signer signer) throws Exception {
        var version = new ReleaseVersion("2.0.0");
        return new PackageSeal(
                Installer.PACKAGE,
                version,
                SHA256,
                ReleaseSignature.sign(Installer.PACKAGE, version, SHA256, signer.key()),
                signer.certificate().getEncoded());
    }
}
