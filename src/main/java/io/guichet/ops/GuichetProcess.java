package io.guichet.ops;

import java.util.function.Supplier;
import io.guichet.purchase.Rulings;
import io.guichet.ledger.Replays;
import io.guichet.ledger.Desk;
import io.guichet.ledger.Alarms;
import io.guichet.ledger.Board;
import io.guichet.ledger.OrderSearch;
import io.guichet.ledger.PeopleQueue;
import io.guichet.desk.OperatorDesk;
import io.guichet.desk.DeskPort;
import io.guichet.catalogue.Shelf;
import io.guichet.catalogue.Catalogue;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.cli.Sandbox;
import io.guichet.door.DoneMarkers;
import io.guichet.door.DoorAccounts;
import io.guichet.door.FarFiles;
import io.guichet.door.FileDoors;
import io.guichet.door.MissingFolders;
import io.guichet.door.OrderChecks;
import io.guichet.door.OrderFiles;
import io.guichet.door.OrderMessages;
import io.guichet.door.Originals;
import io.guichet.door.ReadingNow;
import io.guichet.door.RemoteFiles;
import io.guichet.door.RemoteStanding;
import io.guichet.door.RemoteStandings;
import io.guichet.door.SettledFiles;
import io.guichet.door.StrangeNames;
import io.guichet.door.StrayFolders;
import io.guichet.door.TakenFiles;
import io.guichet.door.TakenRemotely;
import io.guichet.door.UnreadableFiles;
import io.guichet.door.http.BuyerReturns;
import io.guichet.door.http.Description;
import io.guichet.door.http.DoorEngine;
import io.guichet.door.http.FailedRequests;
import io.guichet.door.http.NotificationCounts;
import io.guichet.door.http.NotificationDoor;
import io.guichet.door.http.OrderPages;
import io.guichet.door.http.PayPages;
import io.guichet.door.http.Posts;
import io.guichet.door.http.Receipts;
import io.guichet.door.http.Standing;
import io.guichet.door.http.Writing;
import io.guichet.ledger.Deliveries;
import io.guichet.ledger.DueCatalog;
import io.guichet.ledger.EmbeddedDatabase;
import io.guichet.ledger.Inputs;
import io.guichet.ledger.Inquiries;
import io.guichet.ledger.Intake;
import io.guichet.ledger.LastRun;
import io.guichet.ledger.Ledger;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.LedgerDatabase;
import io.guichet.ledger.Nights;
import io.guichet.ledger.Notices;
import io.guichet.ledger.OpenOrders;
import io.guichet.ledger.Orders;
import io.guichet.ledger.Printings;
import io.guichet.ledger.Receiver;
import io.guichet.ledger.Receivers;
import io.guichet.ledger.Retention;
import io.guichet.order.ImportProfile;
import io.guichet.order.ImportProfiles;
import io.guichet.order.OrderReader;
import io.guichet.order.OrderValidator;
import io.guichet.order.Schemas;
import io.guichet.order.Texts;
import io.guichet.order.WrongProfiles;
import io.guichet.outbox.AnswerFolder;
import io.guichet.outbox.AnswerFolders;
import io.guichet.outbox.DeliveryNotices;
import io.guichet.outbox.FailedDeliveries;
import io.guichet.outbox.FileDelivery;
import io.guichet.outbox.LocalFolder;
import io.guichet.outbox.Mails;
import io.guichet.outbox.Messages;
import io.guichet.outbox.Prints;
import io.guichet.outbox.QueueHeaders;
import io.guichet.outbox.QueueMessages;
import io.guichet.outbox.ReportFiles;
import io.guichet.outbox.SftpFolder;
import io.guichet.outbox.Webhooks;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.Adoptions;
import io.guichet.purchase.Archive;
import io.guichet.purchase.AskFirst;
import io.guichet.purchase.FailedLooks;
import io.guichet.purchase.Failures;
import io.guichet.purchase.Guard;
import io.guichet.purchase.HoldNotices;
import io.guichet.purchase.InstalledRules;
import io.guichet.purchase.Intents;
import io.guichet.purchase.LateLooks;
import io.guichet.purchase.LeaseCheck;
import io.guichet.purchase.Lookups;
import io.guichet.purchase.LostCalls;
import io.guichet.purchase.NoticeBoard;
import io.guichet.purchase.NotificationVerifier;
import io.guichet.purchase.PayLinks;
import io.guichet.purchase.PaymentSettlements;
import io.guichet.purchase.Policy;
import io.guichet.purchase.Protocol;
import io.guichet.purchase.Reconciliation;
import io.guichet.purchase.Rests;
import io.guichet.purchase.Services;
import io.guichet.purchase.Settlements;
import io.guichet.purchase.State;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.PackageScanResourceResolver;
import org.apache.camel.support.PluginHelper;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running process: ledger, broker, twins where the profile has them, and the routes. Started in that order, stopped in
 * the other: the database goes last, after the last call in hand is settled.
 */
public final class GuichetProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("guichet");

    private final Settings settings;
    private final Mode mode;
    private final HttpSettings http;
    private final FileDoorSettings folders;
    private final Map<String, List<String>> doorAccounts;
    private final Schemas schemas = new Schemas();
    private final ImportProfiles profiles;
    private final Clock clock = Clock.systemUTC();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Main camel = new Main();
    private LedgerConnection ledgerAddress;
    private Predicate<String> temporary = queue -> false;
    private Orders orders;
    private Optional<Supplier<DeskPort>> desk = Optional.empty();
    private String left = "";

    private GuichetProcess(Settings settings) {
        this.settings = settings;
        this.mode = Mode.of(settings.profile());
        this.http = new HttpSettings(settings);
        this.profiles = importProfiles();
        this.folders = new FileDoorSettings(settings, profiles);
        this.doorAccounts = folders.accounts();
        http.accountKeys().forEach((door, key) -> doorAccounts.put(door, folders.accounts(key)));
    }

    /** Starts everything, or stops what it had started and says why. */
    public static GuichetProcess start(Settings settings) throws Exception {
        GuichetProcess process = new GuichetProcess(settings);
        try {
            process.open();
            return process;
        } catch (Exception failed) {
            process.close();
            throw failed;
        }
    }

    public CamelContext context() {
        return camel.getCamelContext();
    }

    private void open() throws Exception {
        new AccountSafety(settings).check();
        http.check();
        DeskSettings people = new DeskSettings(settings);
        people.check();
        FileDoors files = new FileDoors(folders.doors());
        Path home = settings.path("guichet.home");
        boolean first = !Files.exists(home);
        for (String folder : List.of("in", "work", "done", "error", "out", "notice", "report")) {
            Files.createDirectories(home.resolve(folder));
        }
        LedgerDatabase database = database(home);
        ConnectionFactory broker = broker(home);
        if (settings.flag("guichet.sandbox.enabled")) {
            sandbox(home);
        }
        HttpServers servers = HttpServers.with(http.workers());
        running.push(servers::stop);
        camel.bind("vertx", servers);
        bind(home, files, database, broker);
        if (!people.isOff()) {
            desk = Optional.of(() -> desk(people, database));
        }
        // The ledger has to outlive Camel, so the order of stopping is ours, not that of Camel's own hook.
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.setOverrideProperties(settings.all());
        camel.addMainListener(new MainListenerSupport() {

            @Override
            public void beforeConfigure(BaseMainSupport main) {
                try {
                    main.getCamelContext().addStartupListener(new DoorsLast(
                            List.of(GuichetProcess.this::checkAccounts, GuichetProcess.this::testCalls)));
                    main.getCamelContext()
                            .addStartupListener(
                                    new ProductPort(http.doors(), camel.lookup("texts", Texts.class), desk));
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            }
        });
        running.push(() -> left = unfinished());
        running.push(camel::stop);
        camel.start();
        Optional.ofNullable(context().getRegistry().findSingleByType(MeterRegistry.class))
                .ifPresent(registry -> {
                    new OrderGauges(camel.lookup("orders", Orders.class)).register(registry);
                    Shelf shelf = camel.lookup("shelf", Shelf.class);
                    AlarmGauges alarms = new AlarmGauges(Alarms.over(database), Board.over(database),
                            camel.lookup("services", Services.class),
                            camel.lookup("accountsInForce", AccountsInForce.class)::of,
                            service -> shelf.takenAt(service, Catalogue.EVERYBODY), clock);
                    running.push(alarms);
                    alarms.register(registry);
                    camel.lookup("inputProgress", InputProgress.class).register(registry);
                    camel.lookup("notificationCounts", NotificationCounts.class).register(registry,
                            verifiers().stream().map(NotificationVerifier::service).sorted().toList());
                });
        int examples = first && settings.flag("guichet.examples") ? examples(home) : 0;
        welcome(home, examples);
    }

    private LedgerDatabase database(Path home) {
        Optional<String> url = settings.find("guichet.ledger.url");
        if (url.isPresent()) {
            ledgerAddress = new LedgerConnection(url.get(), settings.get("guichet.ledger.user"),
                    settings.get("guichet.ledger.password"));
        } else {
            EmbeddedDatabase embedded =
                    EmbeddedDatabase.start(home.resolve("ledger"), settings.integer("guichet.ledger.port"));
            running.push(embedded);
            ledgerAddress = embedded.connection();
        }
        LedgerDatabase database = LedgerDatabase.open(ledgerAddress, settings.integer("guichet.ledger.pool"));
        running.push(database);
        return database;
    }

    private ConnectionFactory broker(Path home) throws Exception {
        Optional<String> url = settings.find("guichet.broker.url");
        String user = settings.get("guichet.broker.user");
        String password;
        if (url.isPresent()) {
            password = settings.get("guichet.broker.password");
        } else {
            Path directory = home.resolve("broker");
            Optional<String> set = settings.find("guichet.broker.password");
            password = set.isPresent() ? set.get() : EmbeddedBroker.password(directory);
            EmbeddedBroker embedded = EmbeddedBroker.start(directory, settings.get("guichet.broker.host"),
                    settings.integer("guichet.broker.port"), user, password,
                    settings.list("guichet.intake.reply-to.allowed"));
            running.push(embedded);
            // What an AMQP client made for its answers, JMS sees as any other queue.
            temporary = embedded::isTemporary;
        }
        ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(url.orElse("vm://0"), user, password);
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(connections);
        pool.setMaxConnections(2);
        pool.start();
        running.push(pool::stop);
        return pool;
    }

    private void sandbox(Path home) throws Exception {
        Sandbox sandbox = ServiceLoader.load(Sandbox.class).findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "guichet.sandbox.enabled: true, but the twins are not installed"));
        running.push(sandbox.start(settings.integer("guichet.sandbox.port"), home.resolve("sandbox")));
    }

    private void bind(Path home, FileDoors files, LedgerDatabase database, ConnectionFactory broker)
            throws IOException {
        // The words need the accounts, and what tells of the accounts needs words.
        AtomicReference<AccountsInForce> accountsNow = new AtomicReference<>();
        Texts texts = settings.texts(service -> accountsNow.get().of(service));
        Messages messages = new Messages(texts, mode.name(), clock);
        LedgerSettings told = LedgerSettings.of(settings);
        Policy policy = told.policy();
        Ledger ledger = told.ledger(database, messages, new DeliveryNotices(texts));
        LastRun.over(database).note(settings.profile());
        orders = ledger.orders();
        Intake intake = ledger.intake();
        Deliveries deliveries = ledger.deliveries();
        Notices notices = ledger.notices();
        Services services = new InstalledServices(this::context);
        AccountsInForce inForce = new AccountsInForce(settings, services, texts, notices);
        accountsNow.set(inForce);
        Accounts accounts = new Accounts(inForce::of, this::defaultAccount);
        Rests rests = new Rests(System::nanoTime);
        Guard guard = new Guard(texts, clock);
        Protocol protocol = new Protocol(policy, texts);
        Settlements settlements = new Settlements(protocol, orders, services, messages, new HoldNotices(texts));
        Failures failures = new Failures(services);
        Reconciliation reconciliation = new Reconciliation(policy, texts);
        AskFirst askFirst = new AskFirst(settings.time("guichet.purchase.ask-first"), orders::turnedAway, services,
                settlements, texts);
        OrderReader reader = new OrderReader(texts, (int) settings.bytes("guichet.intake.max-order-bytes"));
        int batch = settings.integer("guichet.intake.batch");

        camel.bind("texts", texts);
        camel.bind("clock", clock);
        camel.bind("payLinks", new PayLinks(settings.find("guichet.http.public-url").orElse(""), clock));
        camel.bind("mode", mode);
        camel.bind("json", new ObjectMapper());
        camel.bind("connectionFactory", broker);
        camel.bind("accountsInForce", inForce);
        camel.bind("accountsHealth", new AccountsHealth(inForce, services, OpenOrders.over(database)));
        camel.bind("accounts", accounts);
        camel.bind("services", services);
        camel.bind("guard", guard);
        camel.bind("leaseCheck", new LeaseCheck(policy));
        camel.bind("orders", orders);
        camel.bind("intake", intake);
        camel.bind("deliveries", deliveries);
        camel.bind("notices", notices);
        camel.bind("reports", ledger.reports());
        camel.bind("shelf", ledger.shelf());
        camel.bind("archive", ledger.archive());
        camel.bind("nights", new Nights(database));
        camel.bind("retention", new Retention(database, kept("guichet.retention.requests"),
                kept("guichet.retention.documents"), kept("guichet.retention.notifications")));
        camel.bind("originals", new Originals(home, kept("guichet.retention.originals"), clock));
        camel.bind("messages", messages);
        camel.bind("rests", rests);
        camel.bind("dues", new DueCatalog(ledger, accounts::of, rests));
        camel.bind("intents",
                new Intents(guard, protocol, policy, orders, services, accounts, settlements, texts, clock));
        camel.bind("settlements", settlements);
        camel.bind("paymentSettlements", new PaymentSettlements(policy, ledger.payments(), messages, texts));
        camel.bind("paymentsHealth", new PaymentsHealth(ledger.payments()));
        camel.bind("failures", failures);
        camel.bind("lostCalls", new LostCalls(orders::orphans, settlements));
        camel.bind("askFirst", askFirst);
        camel.bind("lookups", new Lookups(reconciliation, settlements, services, askFirst));
        camel.bind("adoptions", new Adoptions(reconciliation, settlements));
        camel.bind("failedLooks", new FailedLooks(reconciliation, settlements, failures));
        camel.bind("lateLooks", new LateLooks(policy, ledger.looks(), messages, texts));
        camel.bind("logNames", new LogNames(mode));
        camel.bind("fileDoorRoutes", new FileDoorRoutes(settings, List.copyOf(files.all()), folders.servers()));
        files.all().forEach(door -> camel.bind("settledFiles-" + door.name(), new SettledFiles(door)));
        StrangeNames strange = new StrangeNames(texts, notices);
        RemoteStandings servers = bindServers(folders.servers(), files, intake, strange, texts, notices);
        ReadingNow readings = new ReadingNow();
        camel.bind("inputProgress", new InputProgress(Inputs.over(database), readings, clock));
        FarFiles far = new FarFiles(intake);
        camel.bind("takenFiles", new TakenFiles(files, far, intake, strange, clock));
        camel.bind("remoteFiles", new RemoteFiles(files, far, servers));
        camel.bind("doneMarkers", new DoneMarkers(files));
        camel.bind("orderFiles", new OrderFiles(home, files, intake, reader, readings, texts, batch, clock));
        camel.bind("unreadableFiles", new UnreadableFiles(home, intake, clock));
        camel.bind("strayFolders", new StrayFolders(home, files, texts, notices));
        MissingFolders missing = new MissingFolders(files, texts, notices, clock);
        camel.bind("missingFolders", missing);
        List<String> replyQueues = settings.list("guichet.intake.reply-to.allowed");
        camel.bind("orderMessages",
                new OrderMessages(intake, reader, texts,
                        queue -> replyQueues.contains(queue) || temporary.test(queue), batch,
                        settings.bytes("guichet.intake.max-order-bytes")));
        DoorAccounts doors = new DoorAccounts(doorAccounts, texts);
        camel.bind("orderChecks",
                new OrderChecks(new OrderValidator(schemas, new InstalledRules(services, accounts), texts,
                        FileDoorSettings.reading(settings, "guichet.intake.reading")), doors, files));
        if (http.isOpen()) {
            bindPort(home, texts);
        }
        NotificationCounts counts = new NotificationCounts(clock);
        camel.bind("notificationCounts", counts);
        camel.bind("notificationDoor",
                new NotificationDoor(this::verifiers, accounts, ledger.notifications()::keep, counts, texts));
        camel.bind("buyerReturns", new BuyerReturns(camel.lookup("archive", Archive.class), texts));
        if (http.takesOrders()) {
            bindHttp(texts, doors, schemas, new Posts(intake, reader, profiles, texts, batch, http.longestBody()),
                    Inquiries.over(database));
        }
        Map<String, AnswerFolder> ofDoors = new TreeMap<>();
        folders.outs().forEach((door, out) -> ofDoors.put(door, new LocalFolder(out)));
        folders.servers().stream().filter(server -> server.out().isPresent()).forEach(server -> {
            SftpFolder out = new SftpFolder("sftp:" + server.name(), server.out().get(),
                    home.resolve("work").resolve("." + server.door() + ".part"), () -> server.endpoint(context()));
            running.push(out::close);
            ofDoors.put(server.door(), out);
        });
        ReportFiles reports = new ReportFiles(home, ledger.reports(), files::profile, texts, notices);
        camel.bind("fileDelivery", new FileDelivery(new AnswerFolders(home, ofDoors), deliveries, reports));
        camel.bind("queueMessages", new QueueMessages(deliveries, settings.bytes("guichet.outbox.queue.inline-limit")));
        camel.bind("queueHeaders", new QueueHeaders());
        bindReceivers(home, database, deliveries, told.receivers(), reports, texts);
        camel.bind("servicePulse", new ServicePulse(clock));
        camel.bind("catalogueHealth", new CatalogueHealth(services, ledger.shelf()));
        camel.bind("ledgerHealth", new LedgerHealth(orders));
        camel.bind("brokerHealth", new BrokerHealth(broker));
        camel.bind("inputsHealth", new InputsHealth(camel.lookup("inputProgress", InputProgress.class)));
        camel.bind("folderHealth", new FolderHealth(home, missing::now));
    }

    private RemoteStandings bindServers(List<SftpServer> servers, FileDoors doors, Intake intake,
            StrangeNames strange, Texts texts, NoticeBoard notices) {
        List<RemoteStanding> standings = new ArrayList<>();
        for (SftpServer server : servers) {
            server.secrets().forEach(camel::bind);
            RemoteStanding standing = new RemoteStanding(server.door(), server.host() + ":" + server.port(),
                    server.user(), server.directory(), texts, clock);
            standings.add(standing);
            camel.bind("remoteStanding-" + server.door(), standing);
            camel.bind("takenRemotely-" + server.door(), new TakenRemotely(doors.named(server.door()),
                    server.directory(), server.taken(), intake,
                    camel.lookup("settledFiles-" + server.door(), SettledFiles.class), strange, standing));
        }
        RemoteStandings all = new RemoteStandings(standings, notices, clock);
        camel.bind("remoteStandings", all);
        camel.bind("serversHealth", new ServersHealth(all));
        return all;
    }

    private void bindReceivers(Path home, LedgerDatabase database, Deliveries deliveries, Receivers all,
            ReportFiles reports, Texts texts) throws IOException {
        ReceiverSettings receivers = new ReceiverSettings(settings);
        camel.bind("failedDeliveries", new FailedDeliveries(deliveries));
        camel.bind("webhooks", new Webhooks(receivers.webhooks(), deliveries, clock));
        receivers.mailServer().ifPresent(server -> {
            camel.bind("mailSender", server.sender());
            camel.bind("mails",
                    new Mails(receivers.mailboxes(), server.from(), deliveries, reports, texts, clock));
        });
        Prints prints = new Prints(receivers.printers(), home, deliveries, Printings.over(database), texts);
        prints.begin();
        camel.bind("prints", prints);
        camel.bind("receivers", all);
        camel.bind("receiversHealth", new ReceiversHealth(deliveries, all));
        deliveries.begin();
        camel.configure().addRoutesBuilder(new ReceiverRoutes(all));
    }

    private DeskPort desk(DeskSettings people, LedgerDatabase database) {
        Texts texts = camel.lookup("texts", Texts.class);
        Services services = camel.lookup("services", Services.class);
        Shelf shelf = camel.lookup("shelf", Shelf.class);
        Messages messages = camel.lookup("messages", Messages.class);
        LedgerSettings told = LedgerSettings.of(settings);
        OperatorDesk.Books books = new OperatorDesk.Books(Board.over(database), OrderSearch.over(database),
                PeopleQueue.over(database),
                Desk.over(database, new Rulings(told.policy(), texts), told.receivers(), messages, messages),
                Replays.over(database, told.receivers()), Inquiries.over(database));
        OperatorDesk.House house = new OperatorDesk.House(people.people(), settings.duration("guichet.desk.idle"),
                settings.duration("guichet.desk.longest"), settings.find("guichet.http.public-url"), mode.name(),
                texts);
        return new OperatorDesk(services, camel.lookup("accountsInForce", AccountsInForce.class)::of,
                service -> shelf.takenAt(service, Catalogue.EVERYBODY)).open(house, books,
                        service -> settings.declarations().keys().contains("guichet." + service + ".settle-time"),
                        context(), clock);
    }

    private void bindPort(Path home, Texts texts) {
        camel.bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME,
                new DoorEngine(http.doorkeeper(home.resolve("spool"), texts)));
        camel.bind("httpFailures", new FailedRequests(texts));
        camel.bind("httpWriting", new Writing());
    }

    private Set<NotificationVerifier> verifiers() {
        return context().getRegistry().findByType(NotificationVerifier.class);
    }

    private void bindHttp(Texts texts, DoorAccounts doors, Schemas schemas, Posts posts, Inquiries inquiries) {
        Standing standing = new Standing(mode.name());
        camel.bind("httpPosts", posts);
        camel.bind("httpReceipts", new Receipts(inquiries, standing, texts));
        camel.bind("httpOrderPages", new OrderPages(inquiries, doors, standing, texts));
        camel.bind("httpDescription", new Description(schemas));
        camel.bind("payPages", new PayPages(camel.lookup("archive", Archive.class),
                camel.lookup("payLinks", PayLinks.class), clock, texts));
    }

    private Optional<Duration> kept(String key) {
        return settings.find(key).isPresent() ? Optional.of(settings.duration(key)) : Optional.empty();
    }

    /** All of them, also those that no door uses: what lies there is meant to be right. */
    private ImportProfiles importProfiles() {
        try {
            return new ImportProfiles(schemas, Path.of(settings.get("guichet.conf")).resolveSibling("profiles"));
        } catch (WrongProfiles wrong) {
            throw new SettingsException(wrong.getMessage());
        }
    }

    private Optional<String> defaultAccount(String service) {
        String key = "guichet." + service + ".default-account";
        return settings.declarations().find(key).isPresent() ? settings.find(key) : Optional.empty();
    }

    private void checkAccounts() {
        camel.lookup("accountsInForce", AccountsInForce.class).check();
    }

    private void testCalls() {
        new SelfTest(context(), camel.lookup("services", Services.class), camel.lookup("texts", Texts.class)).run();
    }

    private int examples(Path home) throws Exception {
        PackageScanResourceResolver resources = PluginHelper.getPackageScanResourceResolver(context());
        return new Examples(resources).copy(home.resolve("in"));
    }

    private void welcome(Path home, int examples) {
        LOG.info("Guichet is open. Mode {}: {}", mode, switch (mode) {
            case SANDBOX -> "local twins of the services, nothing here costs money.";
            case TEST -> "the services' own test platforms, nothing here costs money.";
            case LIVE -> "orders are bought with real money.";
        });
        LOG.info("Orders:  drop files into {} or send messages to the queue guichet.orders", home.resolve("in"));
        folders.doors().stream().filter(door -> !door.name().equals("file")).forEach(door -> LOG.info(
                "Orders:  files {} {} (guichet.intake.{})", door.mask(),
                door.folder().map(folder -> "in " + folder).orElse("by SFTP"), door.name()));
        folders.doors().stream().filter(door -> door.profile() != ImportProfile.PLAIN).forEach(door -> LOG
                .info("CSV:     read by the import profile {} (guichet.intake.{})", door.profile().name(),
                        door.name()));
        if (http.takesOrders()) {
            LOG.info("HTTP:    POST http://{}:{}/orders, described at /openapi.json", settings.get("camel.server.host"),
                    settings.get("camel.server.port"));
        }
        if (desk.isPresent()) {
            LOG.info("Desk:    {}/desk, the operator's page", http.publicUrl());
        }
        if (http.takesNotifications()) {
            verifiers().stream().map(NotificationVerifier::service).sorted().forEach(
                    service -> LOG.info("Told:    by {} at {}/notify/{}/ACCOUNT", service, http.publicUrl(), service));
        }
        LOG.info("Results: {} and the queues guichet.results, guichet.errors, guichet.notices", home.resolve("out"));
        String beside = camel.lookup("receivers", Receivers.class).all().stream().map(Receiver::channel)
                .filter(channel -> channel.contains(":")).collect(Collectors.joining(", "));
        if (!beside.isEmpty()) {
            LOG.info("Beside:  {}", beside);
        }
        camel.lookup("receiversHealth", ReceiversHealth.class).orphans()
                .forEach(orphan -> LOG.warn("Receivers: {}", orphan));
        LOG.info("Queues:  {}",
                settings.find("guichet.broker.url").orElseGet(() -> "tcp://" + settings.get("guichet.broker.host") + ":"
                        + settings.get("guichet.broker.port") + " (JMS and AMQP 1.0; user "
                        + settings.get("guichet.broker.user")
                        + ", password in " + home.resolve("broker").resolve("password") + ")"));
        LOG.info("Health:  http://{}:{}/observe/health, metrics at /observe/metrics",
                context().resolvePropertyPlaceholders("{{camel.management.host}}"),
                context().resolvePropertyPlaceholders("{{camel.management.port}}"));
        LOG.info("Ledger:  {}", ledgerAddress.address());
        if (settings.flag("guichet.sandbox.enabled")) {
            LOG.info("Twins:   http://127.0.0.1:{} (what they sold: /control/purchases)",
                    settings.get("guichet.sandbox.port"));
        }
        if (examples > 0) {
            LOG.info("First start: {} example files were copied into {}", examples, home.resolve("in"));
        }
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception failed) {
                LOG.warn("Stopping: {}", failed.toString());
            }
        }
        LOG.info("Guichet is closed. {}", left);
    }

    /** What the next start goes on with; the last line says it, because whoever stopped it wants to know. */
    private String unfinished() {
        String open = orders.counts().entrySet().stream().filter(state -> !State.valueOf(state.getKey()).isFinal())
                .sorted(Map.Entry.comparingByKey()).map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
        return open.isEmpty() ? "Every order is answered." : "Left in the ledger: " + open + ".";
    }
}
