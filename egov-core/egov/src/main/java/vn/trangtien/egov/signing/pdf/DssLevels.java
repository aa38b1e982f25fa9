package vn.trangtien.egov.signing.pdf;

import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import vn.trangtien.egov.signing.SignatureLevel;
import vn.trangtien.egov.signing.keys.OpenKey;

/** Levels and algorithms in DSS's words. */
public final class DssLevels {

    private DssLevels() {}

    public static eu.europa.esig.dss.enumerations.SignatureLevel pades(SignatureLevel level) {
        return switch (level) {
            case B -> eu.europa.esig.dss.enumerations.SignatureLevel.PAdES_BASELINE_B;
            case T -> eu.europa.esig.dss.enumerations.SignatureLevel.PAdES_BASELINE_T;
            case LT -> eu.europa.esig.dss.enumerations.SignatureLevel.PAdES_BASELINE_LT;
            case LTA -> eu.europa.esig.dss.enumerations.SignatureLevel.PAdES_BASELINE_LTA;
        };
    }

    public static eu.europa.esig.dss.enumerations.SignatureLevel xades(SignatureLevel level) {
        return switch (level) {
            case B -> eu.europa.esig.dss.enumerations.SignatureLevel.XAdES_BASELINE_B;
            case T -> eu.europa.esig.dss.enumerations.SignatureLevel.XAdES_BASELINE_T;
            case LT -> eu.europa.esig.dss.enumerations.SignatureLevel.XAdES_BASELINE_LT;
            case LTA -> eu.europa.esig.dss.enumerations.SignatureLevel.XAdES_BASELINE_LTA;
        };
    }

    public static EncryptionAlgorithm encryption(OpenKey key) {
        if (key.isElliptic()) {
            return EncryptionAlgorithm.ECDSA;
        }
        return key.isPss() ? EncryptionAlgorithm.RSASSA_PSS : EncryptionAlgorithm.RSA;
    }
}
