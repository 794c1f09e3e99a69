package io.guichet.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SftpException;
import io.guichet.ledger.TestDesk;
import io.guichet.purchase.Notice;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a server that files cannot be fetched from. */
class RemoteStandingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T08:00:00Z"), ZoneOffset.UTC);

    private final RemoteStanding server =
            new RemoteStanding("sftp.shop", "shop.example:22", "guichet", "orders/in", TestDesk.TEXTS, CLOCK);
    private final List<Notice> notices = new ArrayList<>();
    private final RemoteStandings servers =
            new RemoteStandings(List.of(server), (service, account, notice) -> notices.add(notice), CLOCK);

    @Test
    void peopleAreToldOfWhatLastsForASecondLook() {
        look(away());
        servers.tell();
        assertThat(notices).isEmpty();
        assertThat(servers.now().get("sftp.shop")).startsWith("GUI-1031 since 2026-11-26T08:00:00Z: ")
                .contains("shop.example:22", "Connection refused");

        look(away());
        servers.tell();
        servers.tell();
        assertThat(notices).hasSize(2).extracting(Notice::onceKey).as("the ledger keeps one of a key").containsOnly(
                notices.get(0).onceKey());

        look();
        assertThat(servers.now()).containsEntry("sftp.shop", "ok");
    }

    @Test
    void aFileThatFailsIsNotForgottenByTheLookThatFoundIt() {
        server.begin(null, null);
        server.fileFailed("march.csv", new IOException("Pipe closed"));
        server.fileFailed("april.csv", new IOException("Pipe closed"));
        server.commit(null, null, 2);
        assertThat(server.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.looks()).isEqualTo(1);
            assertThat(failure.problem().code()).isEqualTo("GUI-1035");
            assertThat(failure.problem().message()).contains("april.csv", "Pipe closed");
        });
    }

    @Test
    void eachCauseHasItsOwnCode() {
        assertThat(code(new JSchException("Auth fail for methods 'publickey'"))).isEqualTo("GUI-1033");
        assertThat(code(new JSchException("USERAUTH fail"))).as("a wrong passphrase").isEqualTo("GUI-1033");
        assertThat(code(new JSchException("SSH_MSG_DISCONNECT: 2 Too many authentication failures")))
                .isEqualTo("GUI-1033");
        assertThat(code(new JSchException("session is down"))).isEqualTo("GUI-1031");
        assertThat(code(new SftpException(2, "no"))).isEqualTo("GUI-1034");
        assertThat(code(new SftpException(3, "no"))).isEqualTo("GUI-1034");
        assertThat(code(new SftpException(4, "no"))).isEqualTo("GUI-1031");
    }

    @Test
    void wordsOfAServerAreNotPassedOn() {
        look(new IllegalStateException("sftp://guichet@shop.example", new SftpException(2, "give me\u001b[31m money")));
        assertThat(servers.now().get("sftp.shop")).doesNotContain("money", "sftp://").contains("SFTP status 2");
    }

    private String code(Exception cause) {
        look();
        look(new IllegalStateException("around it", cause));
        return server.failure().orElseThrow().problem().code();
    }

    private void look(Exception... failed) {
        server.begin(null, null);
        for (Exception cause : failed) {
            server.rollback(null, null, 0, cause);
            server.handleException("Failed polling", cause);
        }
        if (failed.length == 0) {
            server.commit(null, null, 0);
        }
    }

    private static Exception away() {
        return new IllegalStateException("around it",
                new JSchException("java.net.ConnectException", new ConnectException("Connection refused")));
    }
}
