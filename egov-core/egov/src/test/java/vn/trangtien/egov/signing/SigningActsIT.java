package vn.trangtien.egov.signing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.trangtien.egov.signing.Change.Kind;

class SigningActsIT {

    private final SigningStand stand = SigningStand.get();

    @Test
    void aDecisionIsApprovedIssuedAndValid() throws Exception {
        byte[] issued = stand.issued();
        java.nio.file.Files.write(stand.folder.resolve("issued.pdf"), issued);

        Verdict verdict = stand.offline().verify(FileContent.of(issued), Expectation.issuedBy(SigningStand.CITY));

        System.out.println(verdict.outcome() + " " + verdict.reasons());
        for (SignatureFinding s : verdict.signatures()) {
            System.out.println(s);
        }
        System.out.println(verdict.timeStamps());
        assertThat(verdict.outcome()).isEqualTo(Outcome.VALID);
        assertThat(verdict.signatures())
                .extracting(SignatureFinding::role)
                .containsExactly(SignerRole.PERSON, SignerRole.AGENCY);
        assertThat(verdict.signatures().get(0).changesAfter())
                .extracting(Change::kind)
                .contains(Kind.FIELD_FILLED, Kind.SIGNATURE_ADDED);
    }
}
