package vn.trangtien.ingest.enrolment;

/** Where the broker gets its identity from; asked at every start, because a certificate near its end is replaced then. */
@FunctionalInterface
public interface BrokerCertificate {

    ServerIdentity current();
}
