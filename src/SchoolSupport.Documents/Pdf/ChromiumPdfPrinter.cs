namespace SchoolSupport.Documents.Pdf;

/// <summary>
/// Prints HTML to tagged PDF with a browser that is kept between documents. At most <see cref="ChromiumPdfOptions.MaxConcurrent"/>
/// documents are printed at once and a bounded number waits; a browser that crashed, hangs or printed its share is replaced.
/// One printer serves the whole application.
/// </summary>
public sealed class ChromiumPdfPrinter : IAsyncDisposable
{
    private readonly ChromiumPdfOptions _options;
    private readonly SemaphoreSlim _places;
    private readonly SemaphoreSlim _choosing = new(1, 1);
    private readonly ITimer _idle;
    private BrowserLease? _current;
    private int _waiting;
    private bool _isDisposed;

    public ChromiumPdfPrinter(ChromiumPdfOptions options, TimeProvider? time = null)
    {
        _options = options;
        _places = new SemaphoreSlim(options.MaxConcurrent, options.MaxConcurrent);
        _idle = (time ?? TimeProvider.System).CreateTimer(_ => _ = CloseIdleAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether a browser is installed; a page may say so before anyone asks for a PDF.</summary>
    public bool IsAvailable => !OperatingSystem.IsWindows() && _options.FindExecutable() is not null;

    /// <summary>The browser that is kept now, if any.</summary>
    internal int? BrowserProcessId => _current?.Browser.ProcessId;

    /// <param name="html">A complete page with the style sheet <see cref="PrintStyles.Css"/> and its content in boxes of class <c>sheet</c>.</param>
    /// <exception cref="PdfUnavailableException">No browser, too many waiting, too slow.</exception>
    /// <exception cref="PdfLayoutException">Something is wider than its page.</exception>
    public async Task<byte[]> PrintAsync(string html, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (html.Length > _options.MaxHtmlLength)
            throw new PdfUnavailableException("Документ слишком большой для PDF. Уменьшите выборку или возьмите XLSX.");
        var executable = RequireExecutable();
        await EnterAsync(cancellation);
        try
        {
            return await PrintInTimeAsync(executable, html, cancellation);
        }
        finally
        {
            _places.Release();
            RestartIdleClock();
        }
    }

    private string RequireExecutable()
    {
        if (OperatingSystem.IsWindows())
            throw new PdfUnavailableException("Печать PDF работает в Linux и macOS (в Windows — через WSL или Docker). Остальные форматы доступны.");
        return _options.FindExecutable() ?? throw new PdfUnavailableException(
            "Для PDF нужен браузер Chromium, а он не найден. Установите пакет chromium (Debian: apt-get install chromium; Ubuntu: snap install chromium; "
            + "macOS: brew install --cask chromium) или укажите путь к браузеру в переменной CHROME_PATH. DOCX и XLSX доступны без него.");
    }

    private async Task EnterAsync(CancellationToken cancellation)
    {
        if (_places.Wait(0, CancellationToken.None))
            return;
        try
        {
            if (Interlocked.Increment(ref _waiting) > _options.MaxWaiting)
                throw new PdfUnavailableException("Сейчас готовится слишком много документов PDF. Повторите через минуту или возьмите DOCX.");
            await _places.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<byte[]> PrintInTimeAsync(string executable, string html, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.TimeLimit);
        try
        {
            return await PrintOnceAsync(executable, html, limit.Token);
        }
        catch (BrowserGoneException)
        {
            // A crash, or a neighbour's document that hung and took the browser with it: once more, in a new one.
            return await PrintAgainAsync(executable, html, limit.Token, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw TooSlow();
        }
    }

    private async Task<byte[]> PrintAgainAsync(string executable, string html, CancellationToken limited, CancellationToken cancellation)
    {
        try
        {
            return await PrintOnceAsync(executable, html, limited);
        }
        catch (BrowserGoneException error)
        {
            throw new PdfUnavailableException("Браузер для печати PDF не запускается или завершился с ошибкой. Возьмите DOCX и сообщите администратору.", error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw TooSlow();
        }
    }

    private PdfUnavailableException TooSlow() =>
        new($"Печать PDF заняла больше {_options.TimeLimit.TotalSeconds:0} секунд и остановлена. Уменьшите выборку или возьмите DOCX.");

    private async Task<byte[]> PrintOnceAsync(string executable, string html, CancellationToken cancellation)
    {
        var lease = await TakeBrowserAsync(executable, cancellation);
        try
        {
            return await PrintPage.PrintAsync(lease.Browser, html, cancellation);
        }
        finally
        {
            await lease.ReturnAsync();
        }
    }

    private async Task<BrowserLease> TakeBrowserAsync(string executable, CancellationToken cancellation)
    {
        await _choosing.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_current is { } used && (used.Browser.IsGone || used.Taken >= _options.DocumentsPerBrowser))
            {
                _current = null;
                await used.RetireAsync();
            }
            _current ??= new BrowserLease(await ChromiumBrowser.StartAsync(executable, _options.IsSandboxOff, cancellation));
            _current.Take();
            return _current;
        }
        finally
        {
            _choosing.Release();
        }
    }

    private void RestartIdleClock()
    {
        if (!_isDisposed)
            _idle.Change(_options.IdleLimit, Timeout.InfiniteTimeSpan);
    }

    private async Task CloseIdleAsync()
    {
        await _choosing.WaitAsync();
        try
        {
            if (_current is { IsIdle: true } idle)
            {
                _current = null;
                await idle.RetireAsync();
            }
        }
        finally
        {
            _choosing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _choosing.WaitAsync();
        try
        {
            _isDisposed = true;
            await _idle.DisposeAsync();
            if (_current is { } last)
                await last.RetireAsync();
            _current = null;
        }
        finally
        {
            _choosing.Release();
        }
    }
}
