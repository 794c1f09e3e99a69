package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The product, as the crash campaign sets it up; nobody shortens a lease or a wait for it. */
final class DuellistGuichet implements Duellist {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Stage stage;
    private final FaultyProxy proxy;

    DuellistGuichet(Path folder) throws Exception {
        stage = Stage.set(folder);
        proxy = new FaultyProxy(stage.twinPort());
        stage.behind(proxy);
    }

    @Override
    public FaultyProxy proxy() {
        return proxy;
    }

    @Override
    public TwinDesk twin() {
        return new TwinDesk(stage.twinPort());
    }

    @Override
    public void open() throws Exception {
        stage.open();
    }

    @Override
    public void drop(String file, List<String> orderIds) throws Exception {
        stage.drop(file, orderIds);
    }

    @Override
    public void kill() {
        stage.kill();
    }

    @Override
    public void awaitKilled() {
        assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
    }

    @Override
    public void awaitRest() {
        stage.awaitRest(PATIENCE);
    }

    @Override
    public Path out() {
        return stage.home().resolve("out");
    }

    @Override
    public void close() throws Exception {
        stage.close();
        proxy.close();
    }
}
