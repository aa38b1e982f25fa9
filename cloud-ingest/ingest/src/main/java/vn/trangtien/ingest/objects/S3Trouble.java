package vn.trangtien.ingest.objects;

import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What an answer of the store means and what to do about it.
 *
 * <p>A store may refuse (the same question would be refused again until somebody changes something), which is said with the
 * property to look at, or be out of order, which passes. Codes are those of Amazon's list of S3 errors.
 */
record S3Trouble(Optional<String> property, String reason) {

    private static final Set<String> KEY =
            Set.of("InvalidAccessKeyId", "InvalidToken", "ExpiredToken", "UnknownAccessKey");
    private static final Set<String> SECRET = Set.of("SignatureDoesNotMatch");
    private static final Set<String> BUCKET = Set.of("NoSuchBucket", "InvalidBucketName", "InvalidBucketState");
    private static final Set<String> REGION = Set.of(
            "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException", "InvalidRegion");
    private static final Set<String> CLOCK = Set.of("RequestTimeTooSkewed", "RequestExpired");
    private static final Set<Integer> MOVED = Set.of(301, 307, 308);
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORISED = 401;
    private static final int NOT_FOUND = 404;
    private static final String NO_CREDENTIALS = "Unable to load credentials";

    static S3Trouble of(SdkException failure) {
        if (failure instanceof AwsServiceException answered) {
            return ofAnswer(answered);
        }
        Throwable root = root(failure);
        if (failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || root instanceof SocketTimeoutException) {
            return passing("gave no whole answer in time; look at its load and the network, or lengthen "
                    + S3Properties.NAME + ".timeout and .connect-timeout");
        }
        if (failure instanceof AbortedException) {
            return passing("was not waited for, because the service stops");
        }
        String message = String.valueOf(failure.getMessage());
        if (message.contains(NO_CREDENTIALS)) {
            return refused(
                    "access-key-id",
                    "is not set, nor are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment; set one or the other");
        }
        if (root instanceof GeneralSecurityException) {
            return refused(
                    "trust-file",
                    "does not vouch for the store's certificate (%s); name the PEM file of its authority"
                            .formatted(root.getMessage()));
        }
        return passing("cannot be reached (%s); see that it runs, and that %s.endpoint is right"
                .formatted(root, S3Properties.NAME));
    }

    private static S3Trouble ofAnswer(AwsServiceException answered) {
        String code = code(answered);
        int status = answered.statusCode();
        if (KEY.contains(code)) {
            return refused("access-key-id", "is refused (%s); set a key that the store knows".formatted(code));
        }
        if (SECRET.contains(code)) {
            return refused(
                    "secret-access-key-file",
                    "is refused (%s): its first line is not the key's secret".formatted(code));
        }
        if (BUCKET.contains(code)) {
            return refused("bucket", "is not there (%s); make it, closed to the public".formatted(code));
        }
        if (REGION.contains(code) || MOVED.contains(status)) {
            return refused("region", "is not the bucket's (%s)".formatted(code));
        }
        if (code.startsWith("KMS.") || code.startsWith("KMS")) {
            return refused("kms-key-id", "is refused (%s)".formatted(code));
        }
        if (CLOCK.contains(code)) {
            return passing("says that this machine's clock is wrong (%s); set it by NTP".formatted(code));
        }
        if (status == FORBIDDEN || status == UNAUTHORISED) {
            return refused(
                    "access-key-id",
                    "may not do it (%d %s); give it GetObject, PutObject, DeleteObject and ListBucket of the bucket"
                            .formatted(status, code));
        }
        return passing("answered %d %s".formatted(status, code) + "; see its own log");
    }

    /** Only if the store says so of this object: a 404 of somebody in between must not pass for a deleted picture. */
    static boolean isMissing(AwsServiceException answered) {
        return answered.statusCode() == NOT_FOUND && code(answered).equals("NoSuchKey");
    }

    static String code(AwsServiceException answered) {
        AwsErrorDetails details = answered.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }

    /** In the terms of whoever wanted something of the store. */
    StoreUnavailable asUnavailable(String what, S3Properties properties, SdkException failure) {
        String why = property.map(name -> S3Properties.NAME + "." + name + " " + reason)
                .orElse("the store " + reason);
        return new StoreUnavailable("%s: %s: %s".formatted(properties.place(), what, why), failure);
    }

    private static S3Trouble refused(String property, String reason) {
        return new S3Trouble(Optional.of(property), reason);
    }

    private static S3Trouble passing(String reason) {
        return new S3Trouble(Optional.empty(), reason);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
