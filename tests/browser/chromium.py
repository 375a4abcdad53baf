"""A headless Chromium for the tests, and the page of a record opened in it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium(profile: Path, width: int = 1300, height: int = 900) -> Iterator[Any]:
    """Yield a driver with its own profile; skips the test, saying why, where Chromium is absent."""
    browser, server = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not server:
        pytest.skip("browser tests need chromium and chromedriver on the PATH (Debian: chromium, chromium-driver)")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(server))
    try:
        yield driver
    finally:
        driver.quit()


def resize(driver: Any, width: int, height: int = 844) -> None:
    """Give the page a viewport of exactly this size (a window has a least width, a viewport has none)."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700},
    )


def texts(driver: Any, selector: str) -> list[str]:
    """Return the text of every node of ``selector``, hidden or not."""
    script = "return [...document.querySelectorAll(arguments[0])].map((node) => node.textContent)"
    return list(driver.execute_script(script, selector))
