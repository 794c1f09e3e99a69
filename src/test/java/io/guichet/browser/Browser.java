package io.guichet.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A Chromium without a window, the one on the PATH with its driver; nothing is fetched for it. */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        driver.manage().timeouts().implicitlyWait(PATIENCE);
    }

    public static Browser open() {
        return new Browser(new ChromeDriver(service(), options()));
    }

    /** As some buyers have it. */
    public static Browser withoutScript() {
        ChromeOptions options = options();
        options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        return new Browser(new ChromeDriver(service(), options));
    }

    private static ChromeDriverService service() {
        return new ChromeDriverService.Builder().usingDriverExecutable(onPath("chromedriver").toFile())
                .usingAnyFreePort().build();
    }

    private static ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium", "chromium-browser", "google-chrome").toString());
        // Its own sandbox does not start for root or in a container; it only sees pages of this machine.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--window-size=1200,900");
        return options;
    }

    private static Path onPath(String... names) {
        Optional<Path> found = Arrays.stream(names).flatMap(name -> Stream
                .of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
        return found.orElseThrow(() -> new IllegalStateException("-Pbrowser needs " + String.join(" or ", names)
                + " on the PATH; Debian has them in the packages chromium and chromium-driver"));
    }

    public void go(String url) {
        driver.get(url);
    }

    public WebElement find(By by) {
        return driver.findElement(by);
    }

    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    public String url() {
        return driver.getCurrentUrl();
    }

    public void script(String code, Object... values) {
        driver.executeScript(code, values);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
