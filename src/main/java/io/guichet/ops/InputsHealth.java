package io.guichet.ops;

import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** How far the files are that take long, as the log told it last. It is shown and makes nothing unready. */
public final class InputsHealth extends AbstractHealthCheck {

    private final InputProgress progress;

    public InputsHealth(InputProgress progress) {
        super("guichet", "files");
        this.progress = progress;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> lines = progress.told();
        for (int n = 0; n < lines.size(); n++) {
            builder.detail(String.valueOf(n + 1), lines.get(n));
        }
        builder.up();
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
