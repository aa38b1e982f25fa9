package vn.trangtien.wire.request;

/** Names of metrics of requests and replies, as they stand on the wire. A shipped name never changes. */
public final class RequestMetrics {

    /** STRING: chosen by the requester; the reply's topic ends with it. */
    public static final String REQUEST_ID = "request.id";
    /** STRING: client id under which the requester awaits the reply. */
    public static final String REQUESTER = "requester.client.id";
    /** INT32: see {@link ResponseCode}. */
    public static final String RESPONSE_CODE = "response.code";
    /** STRING: why it failed, for people. */
    public static final String EXCEPTION_MESSAGE = "response.exception.message";

    /** INT64 ms: when the request was sealed. Ours, as all that begin with {@code tt.}; Kura ignores them. */
    public static final String SEALED_AT = "tt.sealed.at";
    /** INT64 ms: a gateway refuses the request from then on. */
    public static final String EXPIRES_AT = "tt.expires.at";
    /** BYTES: the signer's certificate, DER. */
    public static final String SIGNER = "tt.signer";
    /** BYTES: signature over everything else. */
    public static final String SIGNATURE = "tt.signature";

    private RequestMetrics() {}
}
