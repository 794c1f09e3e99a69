package io.guichet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.onboarding.Checklist;
import io.guichet.onboarding.Checklist.Due;
import io.guichet.onboarding.Checklist.Item;
import io.guichet.onboarding.Checklist.Status;
import io.guichet.onboarding.Contact;
import io.guichet.onboarding.Contacts;
import io.guichet.onboarding.Draft;
import io.guichet.onboarding.MailDraft;
import io.guichet.onboarding.Step;
import io.guichet.order.Texts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A checklist for people and for other programs. */
final class OnboardView {

    private final Checklist list;
    private final String account;
    private final Texts texts;
    private final Locale letters;
    private final String software;
    private final Path folder;

    /**
     * @param letters  the language in which the client and its service write to each other
     * @param software name and release of this product
     * @param folder   where letters are written
     */
    OnboardView(Checklist list, String account, Texts texts, Locale letters, String software,
            Path folder) {
        this.list = list;
        this.account = account;
        this.texts = texts;
        this.letters = letters;
        this.software = software;
        this.folder = folder;
    }

    void print(PrintWriter out) {
        Locale language = texts.language();
        out.println(words("onboard.head", list.path().title().in(language), account, list.doneCount(),
                list.neededCount()));
        Table table = new Table((Object[]) words("onboard.heads").split("\\|"));
        for (Item item : list.items()) {
            table.row(item.step().id(), by(item.step()), stands(item), title(item.step(), language));
        }
        table.print(out, "  ");
        List<Item> next = list.next();
        out.println();
        out.println(next.isEmpty() ? words("onboard.all-done") : words("onboard.next"));
        next.forEach(item -> print(item, language, out));
        out.println();
        out.println(words("onboard.remarks"));
        list.path().remarks().forEach(remark -> out.println("  - " + remark.in(language)));
    }

    private void print(Item item, Locale language, PrintWriter out) {
        Step step = item.step();
        out.println("  " + step.id() + ": " + title(step, language));
        out.println("    " + step.text().in(language, step.places(account)));
        item.due().ifPresent(due -> out.println("    " + until(due)));
        contact(step).ifPresent(contact -> out.println("    " + words("onboard.contact", line(contact))));
        draft(step).ifPresent(draft -> {
            copy(draft).ifPresent(contact -> out.println("    " + words("onboard.copy", line(contact))));
            draft.attachments().forEach(one -> out.println("    " + words("onboard.attach", one.in(language))));
            out.println("    " + words("onboard.draft.there", list.path().service(), account));
        });
        out.println("    " + words("onboard.tick", list.path().service(), account, step.id()));
    }

    /** Writes the letters among them as files, too. */
    void drafts(PrintWriter out) {
        List<Step> steps = withDraft();
        if (steps.isEmpty()) {
            out.println(words("onboard.draft.none"));
        }
        for (Step step : steps) {
            Draft draft = draft(step).orElseThrow();
            out.println(words("onboard.draft.contact", step.id(), contact(step).map(OnboardView::line).orElse("-")));
            copy(draft).ifPresent(contact -> out.println(words("onboard.copy", line(contact))));
            out.println(words("onboard.draft.subject", draft.subject().in(letters, places(step))));
            out.println();
            out.println(draft.body().in(letters, places(step)));
            out.println();
            draft.attachments().forEach(one -> out.println(words("onboard.attach", one.in(texts.language()))));
            written(step, draft).ifPresent(file -> out.println(words("onboard.draft.file", file)));
            out.println();
        }
    }

    private Optional<Path> written(Step step, Draft draft) {
        return contact(step).filter(to -> !to.emails().isEmpty())
                .map(to -> new MailDraft(to.emails().subList(0, 1),
                        copy(draft).map(contact -> contact.emails().stream().limit(1).toList()).orElse(List.of()),
                        draft.subject().in(letters, places(step)), draft.body().in(letters, places(step)))
                        .write(folder, list.path().service() + "-" + account + "-" + step.id()));
    }

    String json(boolean drafts) {
        Locale language = texts.language();
        ObjectNode root = Json.object();
        root.put("service", list.path().service()).put("account", account).put("done", list.doneCount())
                .put("of", list.neededCount());
        for (Item item : list.items()) {
            Step step = item.step();
            ObjectNode node = root.withArray("steps").addObject().put("step", step.id())
                    .put("state", item.status().name()).put("by", step.by())
                    .put("platform", step.platform()).put("scope", step.scope().name())
                    .put("chapter", step.chapter()).put("title", title(step, language))
                    .put("text", step.text().in(language, step.places(account)));
            item.done().ifPresent(done -> node.put("doneOn", done.on().toString()).put("who", done.who())
                    .put("notedAt", done.notedAt().toString()));
            item.due().ifPresent(due -> node.put("until", due.until().toString()).put("daysLeft", due.daysLeft())
                    .put("missed", due.missed().in(language)));
            item.waitsFor().forEach(before -> node.withArray("waitsFor").add(before));
            contact(step).ifPresent(contact -> node.put("contact", line(contact)));
        }
        if (drafts) {
            for (Step step : withDraft()) {
                Draft draft = draft(step).orElseThrow();
                ObjectNode node = root.withArray("drafts").addObject().put("step", step.id())
                        .put("subject", draft.subject().in(letters, places(step)))
                        .put("body", draft.body().in(letters, places(step)));
                Contact to = contact(step).orElseThrow();
                to.emails().forEach(email -> node.withArray("emails").add(email));
                to.web().forEach(page -> node.withArray("web").add(page));
                copy(draft).ifPresent(contact -> node.put("copy", line(contact)));
                draft.attachments().forEach(one -> node.withArray("attachments").add(one.in(language)));
                written(step, draft).ifPresent(file -> node.put("file", file.toString()));
            }
        }
        return Json.text(root);
    }

    private List<Step> withDraft() {
        return list.next().stream().map(Item::step).filter(step -> step.draft().isPresent()).toList();
    }

    private Optional<Draft> draft(Step step) {
        return step.draft().map(name -> list.path().drafts().get(name));
    }

    private Optional<Contact> copy(Draft draft) {
        return draft.copy().map(id -> Contacts.shipped().get(list.path().service(), id));
    }

    private Map<String, String> places(Step step) {
        Map<String, String> places = new HashMap<>(step.places(account));
        places.put("software", software);
        return places;
    }

    private String title(Step step, Locale language) {
        return step.title().in(language, step.places(account));
    }

    private Optional<Contact> contact(Step step) {
        return step.contact().map(id -> Contacts.shipped().get(list.path().service(), id));
    }

    private static String line(Contact contact) {
        List<String> parts = new ArrayList<>(List.of(contact.name()));
        parts.addAll(contact.web());
        parts.addAll(contact.emails());
        parts.addAll(contact.phones());
        parts.addAll(contact.address());
        return String.join(", ", parts);
    }

    private String by(Step step) {
        return words(step.by().equals("client") ? "onboard.by.client" : "onboard.by.integrator");
    }

    private String stands(Item item) {
        String stands = words(switch (item.status()) {
            case DONE -> "onboard.status.done";
            case NEXT -> "onboard.status.next";
            case LATER -> "onboard.status.later";
            case NOT_NEEDED -> "onboard.status.not-needed";
        }, item.done().map(done -> done.on().toString()).orElse(""));
        return item.status() == Status.DONE
                ? stands
                : item.due().map(due -> stands + ", " + until(due)).orElse(stands);
    }

    private String until(Due due) {
        return due.isMissed()
                ? words("onboard.missed", due.until(), due.missed().in(texts.language()))
                : words("onboard.left", due.until(), due.daysLeft());
    }

    private String words(String key, Object... values) {
        return texts.text("cli", key, values);
    }
}
