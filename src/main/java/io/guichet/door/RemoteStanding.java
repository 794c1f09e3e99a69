package io.guichet.door;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.SftpException;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a server stands that files are fetched from. Camel tells here how each look at it went: a server that is away for a day
 * fills no log, and what is wrong is said with a code and a way out.
 */
public final class RemoteStanding implements PollingConsumerPollStrategy, ExceptionHandler {

    /**
     * @param looks how many looks in a row have failed
     */
    record Failure(Problem problem, Instant since, int looks) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(RemoteStanding.class);
    private static final Pattern NOT_PLAIN = Pattern.compile("[\\p{Cntrl}\uFFFD]+");
    private static final int MOST_WORDS = 200;
    /** What the library says where a server does not let a user in; it has no type of its own for it. */
    private static final List<String> NOT_LET_IN = List.of("auth fail", "auth cancel", "userauth", "authentication",
            "privatekey");

    private final String door;
    private final String server;
    private final String user;
    private final String directory;
    private final Texts texts;
    private final Clock clock;
    private Optional<Failure> failure = Optional.empty();
    private boolean failed;

    /**
     * @param server its host and port
     */
    public RemoteStanding(String door, String server, String user, String directory, Texts texts, Clock clock) {
        this.door = door;
        this.server = server;
        this.user = user;
        this.directory = directory;
        this.texts = texts;
        this.clock = clock;
    }

    String door() {
        return door;
    }

    synchronized Optional<Failure> failure() {
        return failure;
    }

    @Override
    public synchronized boolean begin(Consumer consumer, Endpoint endpoint) {
        failed = false;
        return true;
    }

    @Override
    public synchronized void commit(Consumer consumer, Endpoint endpoint, int polled) {
        if (!failed && failure.isPresent()) {
            LOG.info("{}: {} is well again", door, server);
            failure = Optional.empty();
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retry, Exception cause) {
        // It comes to handleException; the next look is the next try.
        return false;
    }

    @Override
    public void handleException(Throwable cause) {
        note(lookFailed(cause));
    }

    @Override
    public void handleException(String message, Throwable cause) {
        note(lookFailed(cause));
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable cause) {
        Optional<GenericFile<?>> file = Optional.ofNullable(exchange)
                .map(of -> of.getProperty(FileComponent.FILE_EXCHANGE_FILE, GenericFile.class));
        if (file.isPresent()) {
            fileFailed(file.get().getFileNameOnly(), cause);
        } else {
            note(lookFailed(cause));
        }
    }

    /** One file could not be fetched, or not be moved away. */
    void fileFailed(String name, Throwable cause) {
        note(lost(cause).orElseGet(() -> texts.problem("GUI-1035", "", at(), plain(name), server, reason(cause))));
    }

    private Problem lookFailed(Throwable cause) {
        return lost(cause).or(() -> find(cause, SftpException.class)
                .filter(refused -> refused.id == ChannelSftp.SSH_FX_NO_SUCH_FILE
                        || refused.id == ChannelSftp.SSH_FX_PERMISSION_DENIED)
                .map(refused -> texts.problem("GUI-1034", "", at(), directory, server, reason(cause))))
                .orElseGet(() -> texts.problem("GUI-1031", "", at(), server, reason(cause)));
    }

    /** What stands between us and the server, whatever was wanted of it. */
    private Optional<Problem> lost(Throwable cause) {
        if (find(cause, JSchHostKeyException.class).isPresent()) {
            return Optional.of(texts.problem("GUI-1032", "", at(), server, reason(cause)));
        }
        return find(cause, JSchException.class).map(refused -> isNotLetIn(refused)
                ? texts.problem("GUI-1033", "", at(), server, user, reason(cause))
                : texts.problem("GUI-1031", "", at(), server, reason(cause)));
    }

    private static boolean isNotLetIn(JSchException refused) {
        String words = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
        return NOT_LET_IN.stream().anyMatch(words::contains);
    }

    private synchronized void note(Problem problem) {
        boolean same = failure.filter(known -> known.problem().code().equals(problem.code())).isPresent();
        int looks = failure.map(Failure::looks).orElse(0) + (failed ? 0 : 1);
        failure = Optional.of(new Failure(problem, failure.map(Failure::since).orElseGet(clock::instant), looks));
        failed = true;
        if (!same) {
            LOG.warn("{} {} {}", problem.code(), problem.message(), problem.advice());
        }
    }

    private String at() {
        return "guichet.intake." + door;
    }

    private static <T extends Throwable> Optional<T> find(Throwable cause, Class<T> type) {
        return causes(cause).filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The innermost words: those around it are addresses, and a server's own words are not passed on. */
    private static String reason(Throwable cause) {
        Optional<SftpException> refused = find(cause, SftpException.class);
        if (refused.isPresent()) {
            return "SFTP status " + refused.get().id;
        }
        return plain(causes(cause).reduce((outer, inner) -> inner)
                .map(inner -> inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage())
                .orElse(""));
    }

    private static Stream<Throwable> causes(Throwable cause) {
        return Stream.iterate(cause, each -> each != null, Throwable::getCause).limit(20);
    }

    private static String plain(String words) {
        String plain = NOT_PLAIN.matcher(words).replaceAll(" ").strip();
        return plain.length() <= MOST_WORDS ? plain : plain.substring(0, MOST_WORDS) + "…";
    }
}
