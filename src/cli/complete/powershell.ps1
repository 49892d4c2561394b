# Completion of vizcli for PowerShell. The program itself knows what can come next.
Register-ArgumentCompleter -Native -CommandName vizcli -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        Select-Object -Skip 1 |
        ForEach-Object { "$_".Trim('"', "'") })
    # An empty last argument has to be quoted to arrive at all.
    $current = if ($wordToComplete) { $wordToComplete } else { '""' }
    foreach ($line in (& vizcli complete @words $current 2>$null)) {
        $word, $about = $line -split "`t", 2
        if ($word -eq ':files') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
        } else {
            if (-not $about) { $about = $word }
            $text = if ($word -match '\s') { "'$word'" } else { $word }
            [System.Management.Automation.CompletionResult]::new($text, $word, 'ParameterValue', $about)
        }
    }
}
