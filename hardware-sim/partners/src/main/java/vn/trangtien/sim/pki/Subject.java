package vn.trangtien.sim.pki;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Whom a certificate names. Texts are kept as they are given, in UTF-8. */
public sealed interface Subject {

    /** Before the agency code in {@code organizationIdentifier}: a government body of Việt Nam. */
    String AGENCY_SCHEME = "GOVVN-";

    /** The distinguished name, country first. */
    X500Name name();

    /**
     * Somebody who signs in an office.
     *
     * @param id what the authority calls this person, {@code serialNumber} of the subject; not blank
     * @param fullName not blank
     * @param title position, such as Phó Chủ tịch; may be empty
     * @param agencyCode after Decision 20/2020, of the agency where the person works; not blank
     */
    record Person(String id, String fullName, String title, String agencyCode, String agencyName) implements Subject {

        public Person {
            required("id", id);
            required("fullName", fullName);
            required("agencyCode", agencyCode);
            required("agencyName", agencyName);
        }

        @Override
        public X500Name name() {
            X500NameBuilder name = office(agencyCode, agencyName);
            if (!title.isBlank()) {
                name.addRDN(BCStyle.T, title);
            }
            return name.addRDN(BCStyle.SERIALNUMBER, id)
                    .addRDN(BCStyle.CN, fullName)
                    .build();
        }
    }

    /**
     * An agency with a seal.
     *
     * @param code after Decision 20/2020; not blank
     * @param fullName not blank
     */
    record Agency(String code, String fullName) implements Subject {

        public Agency {
            required("code", code);
            required("fullName", fullName);
        }

        @Override
        public X500Name name() {
            return office(code, fullName).addRDN(BCStyle.CN, fullName).build();
        }
    }

    private static X500NameBuilder office(String code, String name) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "VN")
                .addRDN(BCStyle.O, name)
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, AGENCY_SCHEME + code);
    }

    private static void required(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " of a certificate's subject must be given, but was blank");
        }
    }
}
