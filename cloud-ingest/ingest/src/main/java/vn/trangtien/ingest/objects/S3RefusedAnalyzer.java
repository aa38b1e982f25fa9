package vn.trangtien.ingest.objects;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start that cannot succeed with a sentence; Boot's own for properties would show the value, which may be the secret. */
final class S3RefusedAnalyzer extends AbstractFailureAnalyzer<S3Refused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, S3Refused refused) {
        return new FailureAnalysis(
                String.valueOf(refused.getMessage()),
                "Sửa thuộc tính nêu trên rồi khởi động lại; ảnh đang chờ không mất. Xem docs/object-store.md."
                        + "\nCorrect the property named above and start again; pictures that wait are not lost."
                        + " See docs/object-store.md.",
                refused);
    }
}
