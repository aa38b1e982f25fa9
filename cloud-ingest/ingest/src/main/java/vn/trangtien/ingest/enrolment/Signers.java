package vn.trangtien.ingest.enrolment;

/** The two keys by which the cloud speaks to gateways; each is good for its own purpose and for nothing else. */
public interface Signers {

    CommandSigner commands();

    ReleaseSigner releases();
}
