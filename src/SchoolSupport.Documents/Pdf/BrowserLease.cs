namespace SchoolSupport.Documents.Pdf;

/// <summary>A browser shared by the documents printed in it; the last one out closes it after it was retired.</summary>
internal sealed class BrowserLease(ChromiumBrowser browser)
{
    private readonly Lock _lock = new();
    private int _users;
    private bool _isRetired;

    public ChromiumBrowser Browser { get; } = browser;

    /// <summary>Documents given to it so far.</summary>
    public int Taken { get; private set; }

    public bool IsIdle
    {
        get
        {
            lock (_lock)
                return _users == 0;
        }
    }

    public void Take()
    {
        lock (_lock)
        {
            _users++;
            Taken++;
        }
    }

    public async Task ReturnAsync()
    {
        bool isLast;
        lock (_lock)
            isLast = --_users == 0 && _isRetired;
        if (isLast)
            await Browser.DisposeAsync();
    }

    public async Task RetireAsync()
    {
        bool isLast;
        lock (_lock)
        {
            isLast = _users == 0 && !_isRetired;
            _isRetired = true;
        }
        if (isLast)
            await Browser.DisposeAsync();
    }
}
